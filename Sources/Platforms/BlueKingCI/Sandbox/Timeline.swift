import HufuSigning

/// When everything of one execution happens, worked out ahead; what a person does (stop, review) is part of what it is worked out from.
struct Timeline: Sendable {
  enum Verdict: String, Sendable {
    case succeeded = "SUCCEED"
    case failed = "FAILED"
    case cancelled = "CANCELED"
    /// A reviewer said no: what was done so far counts as done.
    case stageSucceeded = "STAGE_SUCCESS"
    case queueTimedOut = "QUEUE_TIMEOUT"
    case terminated = "TERMINATE"
  }

  /// One step in its place.
  struct Span: Sendable {
    var stage: BuildScript.Stage
    var job: BuildScript.Job
    var step: BuildScript.Step
    /// When the whole stage began.
    var stageStart: Timestamp
    var start: Timestamp
    var end: Timestamp
    var fails: Bool
  }

  let queuedAt: Timestamp
  /// When a machine took it; long after all time where none ever does.
  let start: Timestamp
  private let script: BuildScript
  /// When the last step was done.
  private var stepsEnd: Timestamp
  private(set) var spans: [Span] = []
  /// When it began to wait for a reviewer.
  private(set) var pausedAt: Timestamp?
  private(set) var resumedAt: Timestamp?
  /// Nil while it waits for somebody who has not decided yet.
  private(set) var end: Timestamp?
  private(set) var verdict = Verdict.succeeded

  init(_ script: BuildScript, _ execution: Build.Execution, isRetry: Bool) {
    self.script = script
    queuedAt = execution.queuedAt
    let turn = queuedAt + .milliseconds(script.queue)
    start = script.isGuarded || script.ending == .queueTimedOut ? turn + Self.never : turn
    stepsEnd = turn
    var clock = turn
    var isWaiting = script.isGuarded
    for stage in script.stages where start == turn && !(script.ending == .terminated && stage.number > 2) {
      if stage.needsReview {
        pausedAt = clock
        guard let review = execution.review else {
          isWaiting = true
          break
        }
        clock = max(clock, review.time)
        resumedAt = clock
        if review.isRejected {
          verdict = .stageSucceeded
          break
        }
      }
      clock = run(stage, from: clock, isRetry: isRetry)
      if verdict == .failed { break }
    }
    if verdict == .succeeded { verdict = script.ending }
    stepsEnd = clock
    if verdict == .succeeded, let afterword = script.afterword { clock = clock + .milliseconds(afterword.length) }
    end = isWaiting || script.word == "UNKNOWN" ? nil : clock
    if let stop = execution.stop, end.map({ stop.time < $0 }) ?? true {
      end = stop.time
      verdict = .cancelled
    }
  }

  private static let never = Duration.seconds(1 << 36)

  /// Lays out one stage and gives back its end. A failing step fails the first time only: that is what a retry is for.
  private mutating func run(_ stage: BuildScript.Stage, from start: Timestamp, isRetry: Bool) -> Timestamp {
    var end = start
    for job in stage.jobs {
      var clock = start
      for step in job.steps {
        let fails = step.fails && !isRetry
        spans.append(
          Span(stage: stage, job: job, step: step, stageStart: start, start: clock, end: clock + .milliseconds(step.length), fails: fails))
        clock = clock + .milliseconds(step.length)
        if fails {
          verdict = .failed
          break
        }
      }
      end = max(end, clock)
    }
    return end
  }

  /// The build's state at a moment, in the platform's words.
  func status(at now: Timestamp) -> String {
    if let end, now >= end { return verdict.rawValue }
    if script.isGuarded { return "TRIGGER_REVIEWING" }
    if now < start { return "QUEUE" }
    if isPaused(at: now) { return "STAGE_SUCCESS" }
    if let afterword = script.afterword, now >= stepsEnd { return afterword.word }
    return script.word
  }

  func isPaused(at now: Timestamp) -> Bool {
    guard let pausedAt, now >= pausedAt, !(end.map { now >= $0 } ?? false) else { return false }
    return resumedAt.map { now < $0 } ?? true
  }

  func hasEnded(at now: Timestamp) -> Bool { end.map { now >= $0 } ?? false }

  /// A step's state; nil before it began.
  func status(of span: Span, at now: Timestamp) -> String? {
    let isCut = verdict == .cancelled && end.map { span.end > $0 } ?? false
    if isCut, let end, now >= end { return span.start < end ? "CANCELED" : "UNEXEC" }
    if now < span.start { return nil }
    if now < span.end { return "RUNNING" }
    return span.fails ? "FAILED" : "SUCCEED"
  }
}
