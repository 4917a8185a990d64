import CryptoExtras

/// Opens answers sealed with RSA and PKCS#1 v1.5 padding, block after block (platforms/tianyi.md §1, `version` 1.1).
///
/// The padding is weak by today's measure; use it only where a platform demands it. Keys of 1024 bits and more are taken.
public struct RSAPKCS1: KeyHolder {
  // The library's key is not Sendable, so the checked DER is kept and read again for each answer.
  private let der: [UInt8]
  /// Bytes in one block of ciphertext, which is the length of the modulus.
  public let blockSize: Int

  /// A private key as PKCS#8 or PKCS#1, in PEM or as bare base64 of the DER.
  ///
  /// - Throws: ``RSAPKCS1Error/key`` for anything else, encrypted keys included.
  public init(privateKey: String) throws(RSAPKCS1Error) {
    guard let text = RSAKeyText(privateKey), let key = try? _RSA.Encryption.PrivateKey(unsafeDERRepresentation: text.der) else {
      throw .key
    }
    der = text.der
    blockSize = key.keySizeInBits / 8
  }

  /// The other half of this key, to seal with.
  public var publicKey: RSAPKCS1PublicKey {
    get throws(RSAPKCS1Error) {
      guard let key = try? _RSA.Encryption.PrivateKey(unsafeDERRepresentation: der) else { throw .key }
      return try RSAPKCS1PublicKey(der: Array(key.publicKey.derRepresentation))
    }
  }

  /// The plaintext of whole blocks, joined as bytes: a character may straddle two blocks.
  ///
  /// - Throws: ``RSAPKCS1Error/ciphertextLength(_:blockSize:)`` or ``RSAPKCS1Error/block(_:)``.
  public func decrypt(_ ciphertext: [UInt8]) throws(RSAPKCS1Error) -> [UInt8] {
    guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: blockSize) else {
      throw .ciphertextLength(ciphertext.count, blockSize: blockSize)
    }
    guard let key = try? _RSA.Encryption.PrivateKey(unsafeDERRepresentation: der) else { throw .key }
    var plaintext: [UInt8] = []
    for (number, start) in stride(from: 0, to: ciphertext.count, by: blockSize).enumerated() {
      let block = Array(ciphertext[start..<start + blockSize])
      guard let opened = try? key.decrypt(block, padding: ._WEAK_AND_INSECURE_PKCS_V1_5) else { throw .block(number) }
      plaintext += opened
    }
    return plaintext
  }

  /// The plaintext behind a text: hex when it is nothing but an even number of hex digits, else base64. White space is ignored.
  ///
  /// - Throws: ``RSAPKCS1Error/text`` when it is neither, and what ``decrypt(_:)`` throws.
  public func decryptText(_ text: String) throws(RSAPKCS1Error) -> [UInt8] {
    let characters = text.utf8.filter { !$0.isBlank }
    guard let ciphertext = (try? Hex.decode(characters)) ?? (try? Base64.decode(characters)) else { throw .text }
    return try decrypt(ciphertext)
  }
}

/// Why an RSA key or a sealed text could not be used. It never quotes either.
public enum RSAPKCS1Error: Error, Equatable, Sendable {
  /// Not an RSA key of at least 1024 bits in PEM or base64 DER.
  case key
  /// The text is neither hex nor base64.
  case text
  /// The ciphertext has this many bytes, which is zero or no multiple of the block size.
  case ciphertextLength(Int, blockSize: Int)
  /// The block of this number, from 0, could not be opened or sealed: wrong key or damage.
  case block(Int)
}
