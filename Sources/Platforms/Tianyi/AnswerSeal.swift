import HufuSigning

/// Opens the `data` of a sealed answer: XXTEA under the secret, or RSA under the application's key (platforms/tianyi.md §1).
struct AnswerSeal: Sendable {
  enum Scheme {
    case xxtea, rsa
  }

  private let cipher: XXTEA
  private let rsaPrivateKey: Secret?
  private let version: String

  init(appSecret: Secret, rsaPrivateKey: Secret?, version: String) {
    cipher = XXTEA(key: appSecret.bytes)
    self.rsaPrivateKey = rsaPrivateKey
    self.version = version
  }

  /// How an operation with these traits is answered: `sealedRSA` with RSA always, `sealed` by the form's version; nil in the clear.
  func scheme(for traits: Set<String>) -> Scheme? { Self.scheme(for: traits, version: version) }

  static func scheme(for traits: Set<String>, version: String) -> Scheme? {
    if traits.contains("sealedRSA") { return .rsa }
    guard traits.contains("sealed") else { return nil }
    return version == "1.1" ? .rsa : .xxtea
  }

  func open(_ text: String, _ scheme: Scheme) throws(SealError) -> [UInt8] {
    switch scheme {
    case .xxtea: try openXXTEA(text)
    case .rsa: try openRSA(text)
    }
  }

  /// Opens a text whose scheme nobody knows: a push, or something pasted. XXTEA's length word tells it apart from RSA's blocks.
  func openAny(_ text: String) throws(SealError) -> [UInt8] {
    do {
      return try openXXTEA(text)
    } catch {
      guard rsaPrivateKey != nil || error.mayBeRSA else { throw error }
      return try openRSA(text)
    }
  }

  private func openXXTEA(_ text: String) throws(SealError) -> [UInt8] {
    guard let ciphertext = try? Hex.decode(text.utf8.filter { $0 > 0x20 }) else { throw .notHex }
    do {
      return try cipher.decrypt(ciphertext)
    } catch {
      throw error == .lengthWord ? .damaged(bytes: ciphertext.count) : .truncated
    }
  }

  private func openRSA(_ text: String) throws(SealError) -> [UInt8] {
    guard let rsaPrivateKey else { throw .keyMissing }
    guard let rsa = try? RSAPKCS1(privateKey: rsaPrivateKey.reveal()) else { throw .keyUnreadable }
    do {
      return try rsa.decryptText(text)
    } catch {
      switch error {
      case .text: throw .notHex
      case .ciphertextLength: throw .truncated
      case .key, .block: throw .damaged(bytes: 0)
      }
    }
  }
}

/// Why a sealed text does not open. It never quotes text or key.
enum SealError: Error, Equatable {
  /// Neither hex nor (for RSA) base64.
  case notHex
  /// No whole words or blocks: something is missing at its end.
  case truncated
  /// The right shape, and nothing sensible inside: wrong key or damage.
  case damaged(bytes: Int)
  /// Opened, and what was inside is not UTF-8.
  case notText
  case keyMissing
  case keyUnreadable

  /// The entry of the error catalogue that explains it.
  var fault: String {
    switch self {
    case .notHex: "sealNotHex"
    case .truncated: "sealTruncated"
    case .damaged: "sealDamaged"
    case .notText: "sealNotText"
    case .keyMissing: "rsaKeyMissing"
    case .keyUnreadable: "rsaKeyUnreadable"
    }
  }

  /// Whether a text that is not XXTEA's has the shape of RSA's: base64, or blocks of 1024 bits and more.
  fileprivate var mayBeRSA: Bool {
    switch self {
    case .notHex: true
    case .damaged(let count): count.isMultiple(of: 128)
    default: false
    }
  }
}
