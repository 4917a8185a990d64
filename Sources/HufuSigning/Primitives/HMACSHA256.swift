import Crypto

/// HMAC-SHA256 (RFC 2104) under one key, which is mixed in once and used for every message.
public struct HMACSHA256: KeyHolder {
  private let keyed: HMAC<SHA256>

  /// A key of any length; text keys are their UTF-8 bytes.
  public init(key: some Sequence<UInt8>) {
    keyed = HMAC(key: SymmetricKey(data: Array(key)))
  }

  /// The 32 bytes that authenticate a message.
  public func code(for message: [UInt8]) -> [UInt8] {
    code(for: message.span)
  }

  /// The 32 bytes that authenticate a message which lies in someone else's memory.
  public func code(for message: Span<UInt8>) -> [UInt8] {
    var hmac = keyed
    message.withUnsafeBufferPointer { hmac.update(data: $0) }
    return Array(hmac.finalize())
  }

  /// The 32 bytes that authenticate a message given in parts, as if they stood one after another.
  public func code(forParts parts: [[UInt8]]) -> [UInt8] {
    var hmac = keyed
    for part in parts { hmac.update(data: part) }
    return Array(hmac.finalize())
  }

  /// Whether the whole code of 32 bytes is the right one, in constant time; a shortened code never is.
  public func isValid(_ code: [UInt8], for message: [UInt8]) -> Bool {
    constantTimeEqual(code, self.code(for: message))
  }
}
