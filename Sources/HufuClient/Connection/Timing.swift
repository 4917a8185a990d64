public import HufuSigning

/// The clock, injected once: nothing below the commands reads the time or sleeps by itself.
public struct Timing: Sendable {
  public var now: @Sendable () -> Timestamp
  public var sleep: @Sendable (Duration) async throws -> Void
  /// Sleeps towards a deadline that is hardly ever reached. A clock that leaps whenever somebody sleeps must not leap to it, so of
  /// itself no alarm rings.
  public var alarm: @Sendable (Duration) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Duration) async throws -> Void,
    alarm: @escaping @Sendable (Duration) async throws -> Void = { _ in try await Timing.never() }
  ) {
    self.now = now
    self.sleep = sleep
    self.alarm = alarm
  }

  /// Ends only by cancellation.
  public static func never() async throws { while true { try await Task.sleep(for: .seconds(86_400)) } }

  /// What `body` comes to, or nil when the alarm rings first; then `body` is cancelled, and what it got all the same counts.
  package func within<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result? {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await alarm(limit)
        return nil
      }
      defer { group.cancelAll() }
      if let result = try await group.next() ?? nil { return result }
      group.cancelAll()
      return (try? await group.next()) ?? nil
    }
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
