public import HufuSigning

/// The clock, injected once: nothing below the commands reads the time or sleeps by itself.
public struct Timing: Sendable {
  public var now: @Sendable () -> Timestamp
  public var sleep: @Sendable (Duration) async throws -> Void

  public init(now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    self.now = now
    self.sleep = sleep
  }
}

/// The source of everything random, injected beside ``Timing``.
public struct Entropy: Sendable {
  /// A fresh version 4 UUID, lower case.
  public var uuid: @Sendable () -> String
  /// A number in 0..<1, for jitter.
  public var unit: @Sendable () -> Double

  public init(uuid: @escaping @Sendable () -> String, unit: @escaping @Sendable () -> Double) {
    self.uuid = uuid
    self.unit = unit
  }
}
