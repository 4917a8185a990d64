import HufuClient
import HufuSigning

/// What is left of a sign-in that only a person can renew.
struct SignInLife {
  let left: Duration
  /// All of its life, where that is known.
  let whole: Duration?

  init(left: Duration, of whole: Duration? = nil) {
    self.left = left
    self.whole = whole
  }

  /// Whether a person should hear of it: in its last twelve hours, or in the last quarter of a shorter life.
  var isEnding: Bool { left < min(Self.notice, whole.map { $0 / 4 } ?? Self.notice) }

  private static let notice = Duration.seconds(12 * 3600)
}
