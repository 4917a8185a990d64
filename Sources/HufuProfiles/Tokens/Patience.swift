import HufuSigning

/// How a process waits for what another one is at, a fetch or a change of the configuration: for 45 s, looking again after 5 ms, then ever more seldom, at last every 100 ms or so.
struct Patience {
  private let end: Timestamp
  private var pause = 5.0

  init(since start: Timestamp) { end = start + .seconds(45) }

  func isOver(at now: Timestamp) -> Bool { now >= end }

  /// The next wait, with jitter.
  ///
  /// - Parameter unit: a random number in 0..<1.
  mutating func pause(_ unit: Double) -> Duration {
    defer { pause = min(pause * 1.6, 100) }
    return .milliseconds(Int64(pause * (0.5 + unit)))
  }
}
