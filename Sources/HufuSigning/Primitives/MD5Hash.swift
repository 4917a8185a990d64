import Crypto

/// MD5 of bytes at hand: only to see whether a file arrived as a platform describes it. It protects against nothing.
public enum MD5Hash {
  /// The 16 bytes of the digest.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](Insecure.MD5.hash(data: bytes))
  }
}
