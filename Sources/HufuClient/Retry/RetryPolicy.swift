import HufuSigning

/// When and how long after a failure a request is sent again.
public struct RetryPolicy: Sendable, Equatable {
  /// Repetitions after the first attempt.
  public var limit = 2
  public var base = Duration.milliseconds(500)
  /// No wait is longer, whatever the server asks for.
  public var cap = Duration.seconds(20)

  public init() {}

  /// Never sends anything twice.
  public static let none = {
    var policy = RetryPolicy()
    policy.limit = 0
    return policy
  }()

  /// The wait before the next attempt, or nil when there is none.
  ///
  /// A read is repeated after anything transient; a write only when the platform cannot have carried it out. Waits have full jitter.
  /// - Parameters:
  ///   - attempt: how many repetitions there were.
  ///   - unit: a random number in 0..<1.
  public func delay(after error: APIError, attempt: Int, effect: Operation.Effect, unit: Double) -> Duration? {
    guard attempt < limit, error.kind.isTransient, effect == .read || !error.mayHaveExecuted else { return nil }
    if let asked = error.retryAfter { return min(asked, cap) }
    let ceiling = min(cap, base * (1 << min(attempt, 20)))
    return .milliseconds(Int64(Double(ceiling.wholeMilliseconds) * unit))
  }
}
