extension Span<UInt8> {
  /// The bytes as an array, for a piece that must be kept.
  package var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
  /// The bytes as text; what is not UTF-8 becomes U+FFFD.
  package var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
