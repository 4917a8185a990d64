import HufuSigning

/// What the waiter remembers between two questions: a handful of values, however long it waits.
struct RunWatch: Sendable {
  let began: Timestamp
  /// Whether it was taken up, not started.
  let isResumed: Bool
  var deadline: Timestamp
  var run: StartedRun
  var asked = 0
  /// Questions in a row that went unanswered.
  var troubles = 0
  var expected: Duration?
  /// The last status, without its log.
  private(set) var last: RunStatus?
  private(set) var wasSeen = false
  private var changed: Timestamp
  /// Since when the platform has not listed it; nil while it does.
  private var missed: Timestamp?

  init(_ run: StartedRun, began: Timestamp, deadline: Timestamp, isResumed: Bool) {
    self.run = run
    self.began = began
    self.deadline = deadline
    self.isResumed = isResumed
    changed = began
  }

  mutating func saw(_ status: RunStatus, at now: Timestamp) {
    troubles = 0
    if let id = status.run { run.id = id }
    if status.phase == .unseen {
      missed = missed ?? now
    } else {
      missed = nil
      wasSeen = true
    }
    var quiet = status
    quiet.log = []
    if quiet != last || !status.log.isEmpty { changed = now }
    last = quiet
  }

  /// How long the platform has not listed it.
  func missing(at now: Timestamp) -> Duration { missed.map { now - $0 } ?? .zero }

  func progress(at now: Timestamp) -> RunProgress {
    RunProgress(elapsed: now - began, expected: expected, left: max(.zero, deadline - now), unchanged: now - changed)
  }
}

extension Duration {
  /// `45s`, `12m 5s`, `2h 10m`: as profiles write it.
  package var briefText: String {
    let seconds = Swift.max(0, components.seconds)
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds / 60)m \(seconds % 60)s" }
    return seconds / 60 % 60 == 0 ? "\(seconds / 3600)h" : "\(seconds / 3600)h \(seconds / 60 % 60)m"
  }
}
