/// A moment in milliseconds since 1970-01-01 00:00:00 UTC: the form in which four of the five platforms sign the time.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  public init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
  // A server says how long a token lives; what does not fit ends at the end of time, not with a trap.
  public static func + (a: Timestamp, d: Duration) -> Timestamp { Timestamp(a.milliseconds.addingClamped(d.wholeMilliseconds)) }
  public static func - (a: Timestamp, d: Duration) -> Timestamp { Timestamp(a.milliseconds.subtractingClamped(d.wholeMilliseconds)) }
  /// How much later `a` is than `b`; negative if it is earlier.
  public static func - (a: Timestamp, b: Timestamp) -> Duration { .milliseconds(a.milliseconds.subtractingClamped(b.milliseconds)) }
}

extension Duration {
  /// This duration in milliseconds, the rest cut off; beyond 292 million years, as many as there are.
  public var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
    return isTooLong ? (seconds < 0 ? .min : .max) : product.addingClamped(attoseconds / 1_000_000_000_000_000)
  }
}

extension Int64 {
  fileprivate func addingClamped(_ other: Int64) -> Int64 {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? (other < 0 ? .min : .max) : sum
  }

  fileprivate func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, isTooLarge) = subtractingReportingOverflow(other)
    return isTooLarge ? (other < 0 ? .max : .min) : difference
  }
}
