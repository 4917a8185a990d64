/// A moment in milliseconds since 1970-01-01 00:00:00 UTC: the form in which four of the five platforms sign the time.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  public init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
  public static func + (a: Timestamp, d: Duration) -> Timestamp { Timestamp(a.milliseconds + d.wholeMilliseconds) }
  public static func - (a: Timestamp, d: Duration) -> Timestamp { Timestamp(a.milliseconds - d.wholeMilliseconds) }
  /// How much later `a` is than `b`; negative if it is earlier.
  public static func - (a: Timestamp, b: Timestamp) -> Duration { .milliseconds(a.milliseconds - b.milliseconds) }
}

extension Duration {
  /// This duration in milliseconds, the rest cut off.
  public var wholeMilliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
