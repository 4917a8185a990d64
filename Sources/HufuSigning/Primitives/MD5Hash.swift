import Crypto

/// MD5, fed piece by piece: only to see whether a file arrived as a platform describes it. It protects against nothing.
public struct MD5Hash: Sendable {
  private var digest = Insecure.MD5()

  public init() {}

  public mutating func update(_ bytes: [UInt8]) { digest.update(data: bytes) }

  /// The 16 bytes of the digest of all that was fed.
  public var bytes: [UInt8] { [UInt8](digest.finalize()) }

  /// The digest of bytes at hand.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = MD5Hash()
    hash.update(bytes)
    return hash.bytes
  }
}
