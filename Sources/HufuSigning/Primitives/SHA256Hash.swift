import Crypto

/// SHA-256 of bytes at hand, for cache keys and fingerprints.
public enum SHA256Hash {
  /// The 32 bytes of the digest.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](SHA256.hash(data: bytes))
  }
}
