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

  private var job: any Job
  private let rhythm: Rhythm
  private let options: Options
  private let timing: Timing
  private let entropy: Entropy
  private let observe: @Sendable (RunEvent) -> Void

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
    var outcome = await drive.begun(at: began)
    outcome.elapsed = timing.now() - began
    return outcome
  }

  private mutating func begun(at began: Timestamp) async -> RunOutcome {
    let run: StartedRun
    do {
      if let id = options.resume {
        run = try await job.resume(id)
      } else {
        observe(.preparing)
        try await job.prepare()
        try Task.checkCancellation()
        switch try await started() {
        case .run(let started): run = started
        case .unknown(let reasons): return RunOutcome(.verdict(.inconclusive), reasons: reasons)
        }
      }
    } catch {
      return RunOutcome(end(of: error))
    }
    observe(.started(run))
    if options.detaches { return RunOutcome(.detached, run: run) }

    var watch = RunWatch(began: began, deadline: began + (options.timeout ?? rhythm.deadline), run: run)
    watch.expected = await expectedDuration()
    do {
      return try await followed(&watch)
    } catch  where Task.isCancelled || error is CancellationError {
      guard options.stopsWhenCancelled else { return RunOutcome(.interrupted, run: watch.run) }
      return await stopped(watch)
    } catch {
      return RunOutcome(end(of: error), run: watch.run)
    }
  }

  private func end(of error: any Error) -> RunOutcome.End {
    if Task.isCancelled || error is CancellationError { return .interrupted }
    return .error(error as? any ExplainedError ?? UnexplainedError(error))
  }

  // MARK: - Starting

  private enum Start {
    case run(StartedRun)
    case unknown([Bilingual])
  }

  /// Starts it, and where the answer is lost, finds out what became of it. Not to be interrupted halfway: a run nobody knows the id of
  /// would be the worst of all ends.
  private mutating func started() async throws -> Start {
    let before = self
    let (after, start) = try await Task {
      var drive = before
      let start = try await drive.startedForSure()
      return (drive, start)
    }.value
    self = after
    return start
  }

  private mutating func startedForSure() async throws -> Start {
    let sent = timing.now()
    do {
      return .run(try await job.start())
    } catch let error as APIError where error.kind.isTransient && error.mayHaveExecuted {
      observe(.lost(error))
      return try await lookedUp(LostStart(sent: sent, lost: timing.now(), error: error))
    }
  }

  /// How often a lost run is looked for; the waits in between double from a second.
  private static let lookUps = 6

  private mutating func lookedUp(_ lost: LostStart) async throws -> Start {
    for attempt in 0..<Self.lookUps {
      try await timing.sleep(.seconds(1 << attempt))
      do {
        switch try await job.find(lost) {
        case .found(let run): return .run(run)
        case .none: continue
        case .ambiguous(let candidates):
          let list = candidates.joined(separator: ", ")
          return .unknown([
            Bilingual(
              zh: "启动请求没有得到回答，可能对应的运行不止一个：\(list)；没有重复启动。",
              en: "The start was not answered and several runs may be it: \(list). It was not repeated.")
          ])
        }
      } catch let error as APIError where error.kind.isTransient {
        observe(.trouble(error, count: attempt + 1))
      }
    }
    return .unknown([
      Bilingual(
        zh: "启动请求没有得到回答（\(lost.error.message.zh)），也找不到由它启动的运行；没有重复启动。请在平台上核实。",
        en: "The start was not answered (\(lost.error.message.en)) and no run of it was found. It was not repeated; look on the platform.")
    ])
  }

  // MARK: - Following

  private mutating func followed(_ watch: inout RunWatch) async throws -> RunOutcome {
    while true {
      var delay = rhythm.delay(after: watch.asked, unit: entropy.unit())
      do {
        let status = try await job.status()
        watch.saw(status, at: timing.now())
        observe(.status(status, watch.progress(at: timing.now())))
        switch status.phase {
        case .ended(let verdict): return await concluded(verdict, watch)
        case .settling: delay = rhythm.settle
        case .unseen where timing.now() - watch.began > rhythm.grace: return neverSeen(watch)
        default: break
        }
      } catch let error as APIError where error.kind.isTransient && !Task.isCancelled {
        watch.troubles += 1
        guard watch.troubles <= rhythm.tolerance else { throw error }
        observe(.trouble(error, count: watch.troubles))
      }
      watch.asked += 1
      let now = timing.now()
      guard now < watch.deadline else { return late(watch) }
      try await timing.sleep(min(delay, watch.deadline - now))
    }
  }

  /// Reads the result. A pass that cannot be looked at is no pass.
  private mutating func concluded(_ verdict: Verdict, _ watch: RunWatch) async -> RunOutcome {
    observe(.reporting(verdict))
    var last: (any ExplainedError)?
    for attempt in 0...rhythm.tolerance {
      do {
        let report = try await job.report(verdict)
        return RunOutcome(.verdict(report.verdict), run: watch.run, report: report, reasons: report.reasons)
      } catch {
        last = error as? any ExplainedError ?? UnexplainedError(error)
        guard let last, last.kind.isTransient, !Task.isCancelled else { break }
        observe(.trouble(last, count: attempt + 1))
        try? await timing.sleep(rhythm.delay(after: attempt, unit: entropy.unit()))
      }
    }
    let cause = last?.message ?? Bilingual(zh: "", en: "")
    let reason = Bilingual(zh: "运行已结束，但结果读不到：\(cause.zh)", en: "The run is over, but its result cannot be read: \(cause.en)")
    return RunOutcome(.verdict(verdict == .passed ? .inconclusive : verdict), run: watch.run, reasons: [reason])
  }

  private func neverSeen(_ watch: RunWatch) -> RunOutcome {
    let seconds = rhythm.grace.components.seconds
    return RunOutcome(
      .verdict(.inconclusive), run: watch.run,
      reasons: [
        Bilingual(
          zh: "启动已被接受，但 \(seconds) 秒内平台上没有出现这次运行：多半没有真正启动。",
          en: "The start was accepted, but the run did not show up within \(seconds) s: most likely it never began.")
      ])
  }

  private func late(_ watch: RunWatch) -> RunOutcome {
    let wait = (watch.deadline - watch.began).briefText
    switch watch.last?.phase {
    case .unknown(let word):
      return RunOutcome(
        .verdict(.inconclusive), run: watch.run,
        reasons: [
          Bilingual(
            zh: "等了 \(wait)，状态仍是没有公开含义的「\(word)」。", en: "After \(wait) its state is still \"\(word)\", which no source explains.")
        ])
    case .settling(let verdict):
      return RunOutcome(
        .verdict(.inconclusive), run: watch.run,
        reasons: [
          Bilingual(
            zh: "运行报告 \(verdict.rawValue)，但在 \(wait) 的期限内没能确认。",
            en: "It says \(verdict.rawValue), which could not be confirmed within \(wait).")
        ])
    default:
      return RunOutcome(
        .verdict(.running), run: watch.run,
        reasons: [Bilingual(zh: "等了 \(wait)，仍未结束。", en: "Not over after \(wait).")])
    }
  }

  /// The middle of what earlier runs took. Only a comfort: whatever goes wrong here, there is none.
  private func expectedDuration() async -> Duration? {
    guard let earlier = try? await job.earlierDurations().sorted(), !earlier.isEmpty else { return nil }
    return earlier[earlier.count / 2]
  }

  // MARK: - Stopping

  /// How long a stop may take before we leave.
  private static let stopDeadline = Duration.seconds(120)

  /// Stops the run and waits for its end, in a task of its own: ours is cancelled.
  private func stopped(_ watch: RunWatch) async -> RunOutcome {
    observe(.stopping)
    let before = self
    return await Task {
      var drive = before
      var watch = watch
      watch.troubles = 0
      watch.deadline = before.timing.now() + Self.stopDeadline
      do {
        try await drive.askedToStop()
        return try await drive.followed(&watch)
      } catch {
        return RunOutcome(drive.end(of: error), run: watch.run)
      }
    }.value
  }

  private mutating func askedToStop() async throws {
    for attempt in 0...3 {
      do {
        return try await job.stop()
      } catch let error as APIError where error.kind.isTransient && attempt < 3 {
        observe(.trouble(error, count: attempt + 1))
        try await timing.sleep(rhythm.delay(after: attempt, unit: entropy.unit()))
      }
    }
  }
}

/// An error of another library, so that it can be told like our own.
struct UnexplainedError: ExplainedError {
  let message: Bilingual
  var kind: ErrorKind { .local }
  init(_ error: any Error) { message = Bilingual(zh: "\(error)", en: "\(error)") }
}
