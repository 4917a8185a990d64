import HufuSigning

/// What happens while a run is driven, for whoever shows it.
public enum RunEvent: Sendable {
  /// Names are being resolved; nothing was started.
  case preparing
  case started(StartedRun)
  /// A run that was there already is followed from here on.
  case takenUp(StartedRun)
  /// The start was sent and not answered; it is being looked for.
  case lost(any ExplainedError)
  case status(RunStatus, RunProgress)
  /// A question went unanswered, the how-manieth in a row; it is asked again.
  case trouble(any ExplainedError, count: Int)
  case stopping
  /// The run is over and its result is being read.
  case reporting(Verdict)
}

/// Where a run stands in time.
public struct RunProgress: Sendable, Equatable {
  public var elapsed: Duration
  /// What runs of the same work took before; nil where no earlier ones are known.
  public var expected: Duration?
  /// How long we go on looking.
  public var left: Duration
  /// How long nothing has changed.
  public var unchanged: Duration

  public init(elapsed: Duration, expected: Duration?, left: Duration, unchanged: Duration) {
    self.elapsed = elapsed
    self.expected = expected
    self.left = left
    self.unchanged = unchanged
  }
}
