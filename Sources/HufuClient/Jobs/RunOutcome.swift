public import HufuSigning

/// How driving a run ended.
public struct RunOutcome: Sendable {
  public enum End: Sendable {
    case verdict(Verdict)
    /// Started and left alone: as asked, or because nobody can follow it; then the reasons say why.
    case detached
    /// Somebody stopped us; the run goes on.
    case interrupted
    /// Not started, on purpose; the text says why.
    case skipped(Bilingual)
    /// The run could not be started, or could not be followed any longer; then it goes on.
    case error(any ExplainedError)
  }

  public var end: End
  /// nil when nothing was started, as far as is known.
  public var run: StartedRun?
  /// nil when there was nothing to read, or it could not be read.
  public var report: RunReport?
  /// Why there is no better verdict; one sentence each.
  public var reasons: [Bilingual]
  public var elapsed: Duration

  public init(_ end: End, run: StartedRun? = nil, report: RunReport? = nil, reasons: [Bilingual] = [], elapsed: Duration = .zero) {
    self.end = end
    self.run = run
    self.report = report
    self.reasons = reasons
    self.elapsed = elapsed
  }

  public var verdict: Verdict? { if case .verdict(let verdict) = end { verdict } else { nil } }

  public var exitCode: ExitCode {
    switch end {
    case .verdict(let verdict): verdict.exitCode
    case .detached, .skipped: .ok
    case .interrupted: .interrupted
    case .error(let error): error.kind.exitCode
    }
  }

  /// Whether a good exit code stands for an end that was seen. Without, no report may look green.
  var hasProof: Bool {
    switch end {
    case .detached, .skipped: false
    default: true
    }
  }

  /// Whether the run may still go on and can be taken up again by its id.
  public var canResume: Bool {
    guard run != nil else { return false }
    switch end {
    case .verdict(.running), .interrupted, .error: return true
    case .detached: return reasons.isEmpty
    case .verdict, .skipped: return false
    }
  }
}
