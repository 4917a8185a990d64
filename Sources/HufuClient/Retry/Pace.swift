import HufuSigning

/// The client-side limit of one connection: requests leave evenly, at most so many a second.
actor Pace {
  private let interval: Duration
  private let timing: Timing
  private var next: Timestamp?

  init(perSecond rate: Double, timing: Timing) {
    interval = .milliseconds(Int64((1000 / max(rate, 0.001)).rounded(.up)))
    self.timing = timing
  }

  /// Returns when it is this caller's turn.
  func turn() async throws {
    let now = timing.now()
    let mine = max(next ?? now, now)
    next = mine + interval
    if mine > now { try await timing.sleep(mine - now) }
  }
}
