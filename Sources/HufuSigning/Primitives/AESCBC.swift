import Crypto
import CryptoExtras

/// AES in CBC mode with PKCS#7 padding, under one key and one fixed initialisation vector.
///
/// CBC does not authenticate: a ciphertext that opens is not thereby genuine.
public struct AESCBC: KeyHolder {
  private let key: SymmetricKey
  private let iv: AES._CBC.IV

  /// A key of 16, 24 or 32 bytes (AES-128, -192, -256) and an initialisation vector of 16 bytes.
  ///
  /// - Throws: ``AESCBCError/keyLength(_:)`` or ``AESCBCError/ivLength(_:)``; the key is looked at first.
  public init(key: [UInt8], iv: [UInt8]) throws(AESCBCError) {
    guard [16, 24, 32].contains(key.count) else { throw .keyLength(key.count) }
    guard iv.count == 16, let vector = try? AES._CBC.IV(ivBytes: iv) else { throw .ivLength(iv.count) }
    self.key = SymmetricKey(data: key)
    self.iv = vector
  }

  /// The ciphertext, always one to sixteen bytes longer than the plaintext.
  ///
  /// - Throws: ``AESCBCError/refused`` when the crypto library declines, which it has no known reason to do.
  public func encrypt(_ plaintext: [UInt8]) throws(AESCBCError) -> [UInt8] {
    guard let sealed = try? AES._CBC.encrypt(plaintext, using: key, iv: iv) else { throw .refused }
    return Array(sealed)
  }

  /// The plaintext behind a ciphertext.
  ///
  /// - Throws: ``AESCBCError/ciphertextLength(_:)`` for anything but whole blocks; ``AESCBCError/padding`` for a wrong key, a wrong
  ///   vector or damage, alike.
  public func decrypt(_ ciphertext: [UInt8]) throws(AESCBCError) -> [UInt8] {
    guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: 16) else { throw .ciphertextLength(ciphertext.count) }
    guard let opened = try? AES._CBC.decrypt(ciphertext, using: key, iv: iv) else { throw .padding }
    return Array(opened)
  }
}

/// Why AES-CBC could not be set up or a ciphertext not be opened.
public enum AESCBCError: Error, Equatable, Sendable {
  /// The key has this many bytes instead of 16, 24 or 32.
  case keyLength(Int)
  /// The initialisation vector has this many bytes instead of 16.
  case ivLength(Int)
  /// The ciphertext has this many bytes, which is zero or no multiple of 16.
  case ciphertextLength(Int)
  /// The last block does not end in PKCS#7 padding: wrong key or vector, or damage.
  case padding
  /// The crypto library refused to encrypt.
  case refused
}
