import HufuSigning

/// One job being started, followed and judged: the waiter all jobs share.
///
/// It owns what no job should think about: when to ask next, how long in all, which errors to bear, a start whose answer was lost, first
/// words that need a second look, and being interrupted. Every question is a request of its own and signed anew.
///
/// ```swift
/// let job = try connection.job(named: "plan").job(["plan": "夜间回归", "environment": "测试"], on: connection)
/// let outcome = await JobRun(job).drive()
/// ```
///
/// Cancelling the task stops the looking, not the remote run; with ``Options/stopsWhenCancelled`` the run is stopped too, and its end awaited.
public struct JobRun: Sendable {
  public struct Options: Sendable {
    /// How long to look; nil for the job's own deadline.
    public var timeout: Duration?
    /// A run to take up instead of starting one.
    public var resume: String?
    /// Start it and look no further.
    public var detaches = false
    public var stopsWhenCancelled = false

    public init() {}
  }

  var job: any Job
  let rhythm: Rhythm
  let options: Options
  let timing: Timing
  let entropy: Entropy
  let observe: @Sendable (RunEvent) -> Void

  public init(
    _ job: any Job, _ options: Options = Options(), timing: Timing = .system, entropy: Entropy = .system,
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.job = job
    self.options = options
    self.timing = timing
    self.entropy = entropy
    self.observe = observe
    rhythm = type(of: job).rhythm
  }

  /// Drives it to its end, or to ours. Never throws: what went wrong is the outcome.
  public func drive() async -> RunOutcome {
    var drive = self
    let began = timing.now()
    var outcome = await drive.driven(from: began)
    outcome.elapsed = timing.now() - began
    return outcome
  }

  private mutating func driven(from began: Timestamp) async -> RunOutcome {
    let deadline = began + (options.timeout ?? rhythm.deadline)
    let run: StartedRun
    do {
      switch try await begun(by: deadline) {
      case .run(let begun): run = begun
      case .unknown(let reason): return RunOutcome(.verdict(.inconclusive), reasons: [reason])
      }
    } catch {
      // A run that could not be taken up goes on all the same, unless what was given is no run's id.
      return RunOutcome(end(of: error), run: error is UsageError ? nil : options.resume.map { StartedRun($0) })
    }
    // Taken up it was not started by us, so leaving it alone would be a success that nothing stands for.
    if let why = job.whyUnfollowed, options.resume != nil { return RunOutcome(.error(ConfigurationError(why))) }
    observe(options.resume == nil ? .started(run) : .takenUp(run))
    if let why = job.whyUnfollowed { return RunOutcome(.detached, run: run, reasons: [why]) }
    if options.detaches { return RunOutcome(.detached, run: run) }

    var watch = RunWatch(run, began: began, deadline: deadline, isResumed: options.resume != nil)
    watch.expected = await expectedDuration(by: deadline)
    do {
      return try await followed(&watch)
    } catch  where Task.isCancelled || error is CancellationError {
      guard options.stopsWhenCancelled, job.whyUnstoppable == nil else { return RunOutcome(.interrupted, run: watch.run) }
      return await stopped(watch)
    } catch {
      return RunOutcome(end(of: error), run: watch.run)
    }
  }

  func end(of error: any Error) -> RunOutcome.End {
    if Task.isCancelled || error is CancellationError { return .interrupted }
    return .error(error.explained)
  }
}
