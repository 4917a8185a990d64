import HufuSigning
import Synchronization

/// How far the server's clock is from ours, learnt from its `Date` header after an authentication failure.
public final class ClockSkew: Sendable {
  private let known = Mutex(Duration.zero)

  public init() {}

  /// The server's clock minus ours.
  public var offset: Duration { known.withLock { $0 } }

  /// Takes a new offset when it differs enough from the known one to explain a refusal.
  ///
  /// `Date` counts whole seconds, so anything below `threshold` is no news.
  /// - Returns: whether it was taken: then signing again makes sense.
  func learn(server: Timestamp, signedAt local: Timestamp, threshold: Duration = .seconds(60)) -> Bool {
    let found = server - local
    return known.withLock { offset in
      let change = found - offset
      guard change > threshold || change < .zero - threshold else { return false }
      offset = found
      return true
    }
  }
}
