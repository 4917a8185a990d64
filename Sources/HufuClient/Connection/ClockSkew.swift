import HufuSigning
import Synchronization

/// How far the server's clock is from ours, learnt from its `Date` header after an authentication failure.
public final class ClockSkew: Sendable {
  private let known = Mutex(Duration.zero)

  public init() {}

  /// The server's clock minus ours.
  public var offset: Duration { known.withLock { $0 } }

  /// An attempt that was refused: when it began and when its answer was there by our clock, and the offset it was signed with.
  struct Attempt {
    var began: Timestamp
    var ended: Timestamp
    var offset: Duration
  }

  /// Takes a new offset when it differs enough from the one the attempt was signed with to explain its refusal.
  ///
  /// `Date` counts whole seconds, so anything below `threshold` is no news; nor is the time the attempt took. What matters is the offset
  /// of the attempt: another request may have learnt the true one meanwhile.
  /// - Returns: the offset to sign again with; nil when the clock is not the cause.
  func learn(server: Timestamp, from attempt: Attempt, threshold: Duration = .seconds(60)) -> Duration? {
    let found = server - min(max(server - attempt.offset, attempt.began), attempt.ended)
    let change = found - attempt.offset
    guard change > threshold || change < .zero - threshold else { return nil }
    known.withLock { $0 = found }
    return found
  }

  /// Takes back what was learnt, unless something else was learnt since: signing by it did not help.
  func forget(_ learnt: Duration, for earlier: Duration) {
    known.withLock { if $0 == learnt { $0 = earlier } }
  }
}
