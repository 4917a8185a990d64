public import HufuSigning

/// How far a server's clock is from ours: what its times of things have to be compared with when a lost start is looked for.
///
/// A range, because an answer takes its time and `Date` counts whole seconds.
public struct ServerClock: Sendable, Equatable {
  /// The server's clock minus ours lies in here.
  public private(set) var offset = Duration.zero...Duration.zero

  /// A clock that agrees with ours.
  public init() {}

  /// - Parameters:
  ///   - head: of an answer; without `Date` the clocks are taken to agree.
  ///   - asked: when it was asked for, and `answered`: when it had come, by our clock.
  public init(_ head: ResponseHead, asked: Timestamp, answered: Timestamp) {
    guard let date = head.date else { return }
    let lowest = date - answered
    offset = lowest...max(lowest, date + .seconds(1) - asked)
  }

  /// A span of our time as the server would date it, widened by `slack` at both ends.
  public func span(_ ours: ClosedRange<Timestamp>, slack: Duration) -> ClosedRange<Timestamp> {
    let first = ours.lowerBound + offset.lowerBound - slack
    return first...max(first, ours.upperBound + offset.upperBound + slack)
  }
}

extension Connection {
  /// Calls a named operation and learns from its answer what time it is there.
  public func callForTime(_ name: String, _ arguments: Arguments = [:]) async throws -> (Reply, ServerClock) {
    let asked = timing.now()
    let reply = try await call(name, arguments)
    return (reply, ServerClock(reply.response.head, asked: asked, answered: timing.now()))
  }
}
