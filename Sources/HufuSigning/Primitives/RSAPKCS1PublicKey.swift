import CryptoExtras

/// Seals what ``RSAPKCS1`` opens; the sandbox uses it to answer as the platform does.
///
/// PKCS#1 v1.5 pads with random bytes, drawn inside the crypto library: the one place in this module where the same input does not
/// give the same output.
public struct RSAPKCS1PublicKey: Sendable {
  private let der: [UInt8]
  /// Bytes in one block of ciphertext, which is the length of the modulus.
  public let blockSize: Int

  /// A public key as X.509 SubjectPublicKeyInfo or PKCS#1, in PEM or as bare base64 of the DER.
  ///
  /// - Throws: ``RSAPKCS1Error/key`` for anything else.
  public init(_ publicKey: String) throws(RSAPKCS1Error) {
    guard let text = RSAKeyText(publicKey) else { throw .key }
    try self.init(der: text.der)
  }

  init(der: [UInt8]) throws(RSAPKCS1Error) {
    guard let key = try? _RSA.Encryption.PublicKey(unsafeDERRepresentation: der) else { throw .key }
    self.der = der
    blockSize = key.keySizeInBits / 8
  }

  /// The ciphertext of whole blocks, one for every `blockSize - 11` bytes, and one for nothing at all.
  ///
  /// - Throws: ``RSAPKCS1Error/block(_:)`` when the crypto library declines, which it has no known reason to do.
  public func encrypt(_ plaintext: [UInt8]) throws(RSAPKCS1Error) -> [UInt8] {
    guard let key = try? _RSA.Encryption.PublicKey(unsafeDERRepresentation: der) else { throw .key }
    var ciphertext: [UInt8] = []
    var rest = plaintext[...]
    repeat {
      let chunk = Array(rest.prefix(blockSize - 11))
      rest = rest.dropFirst(chunk.count)
      guard let sealed = try? key.encrypt(chunk, padding: ._WEAK_AND_INSECURE_PKCS_V1_5) else {
        throw .block(ciphertext.count / blockSize)
      }
      ciphertext += sealed
    } while !rest.isEmpty
    return ciphertext
  }
}
