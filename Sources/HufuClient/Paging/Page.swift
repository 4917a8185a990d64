public import HufuSigning

/// One page of a list: its new items, as the server spelled them, and how far we are.
public struct Page: Sendable {
  public var items: [JSONSlice]
  /// The payload the items stand in.
  public var payload: [UInt8]
  /// How many there are in all, as the server said last.
  public var total: Int64?
  /// How many items were given out so far, this page's included.
  public var given: Int
}
