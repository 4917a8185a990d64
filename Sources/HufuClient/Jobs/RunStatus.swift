public import HufuSigning

/// How a run stands at one moment.
public struct RunStatus: Sendable, Equatable {
  public enum Phase: Sendable, Equatable {
    /// The platform does not list the run yet; borne for ``Rhythm/grace``.
    case unseen
    case queued
    case running
    /// It goes on when a person has agreed.
    case waitingForReview
    /// A word no source knows. It is waited on; at the deadline nobody can say what it meant.
    case unknown(String)
    /// Over, but the first word is known to be untrue at times: ask again after ``Rhythm/settle``.
    case settling(Verdict)
    case ended(Verdict)
  }

  public var phase: Phase
  /// One short line: the queue's position, the stage, who must act. Empty where the phase says it all.
  public var text: Bilingual
  /// How many of how many parts are done.
  public var done: Int?
  public var total: Int?
  public var steps: [RunStep]
  /// What the run wrote since it was last asked.
  public var log: [LogLine]
  /// The run's id, when it is another one now (a scan superseded by another).
  public var run: String?

  public init(
    _ phase: Phase, _ text: Bilingual = .empty, done: Int? = nil, total: Int? = nil, steps: [RunStep] = [],
    log: [LogLine] = [], run: String? = nil
  ) {
    self.phase = phase
    self.text = text
    self.done = done
    self.total = total
    self.steps = steps
    self.log = log
    self.run = run
  }
}

/// A part of a run: a stage, a task, a step.
public struct RunStep: Sendable, Equatable {
  public enum State: String, Sendable {
    case waiting, running, passed, failed, stopped, skipped
  }

  public var name: String
  public var state: State
  public var elapsed: Duration?
  /// The platform's code of a failure, as it spells it.
  public var code: String?
  public var message: String?

  public init(_ name: String, _ state: State, elapsed: Duration? = nil, code: String? = nil, message: String? = nil) {
    self.name = name
    self.state = state
    self.elapsed = elapsed
    self.code = code
    self.message = message
  }
}

/// One line a run wrote. The text may hold colour escapes (SGR) and nothing else that moves a terminal.
public struct LogLine: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case plain, warning, error, debug
    /// The lines to the matching ``groupEnd`` belong together under this name.
    case group
    case groupEnd
  }

  public var kind: Kind
  public var text: String
  public var time: Timestamp?
  /// The step that wrote it, for people; nil where the platform does not say. Steps may write side by side.
  public var step: String?

  public init(_ text: String, _ kind: Kind = .plain, time: Timestamp? = nil, step: String? = nil) {
    self.kind = kind
    self.text = text
    self.time = time
    self.step = step
  }
}
