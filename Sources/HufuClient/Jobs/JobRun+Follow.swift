import HufuSigning

extension JobRun {
  /// Asks until the run is over, or the time for it is.
  ///
  /// The deadline is compared between two questions, so that one that was asked in time still counts when it was slow.
  mutating func followed(_ watch: inout RunWatch) async throws -> RunOutcome {
    while true {
      var delay = rhythm.delay(after: watch.asked, unit: entropy.unit())
      do {
        let status = try await job.status()
        let now = timing.now()
        watch.saw(status, at: now)
        observe(.status(status, watch.progress(at: now)))
        switch status.phase {
        case .ended(let verdict): return await concluded(verdict, watch)
        case .settling: delay = rhythm.settle
        case .unseen where watch.missing(at: now) > rhythm.grace: return watch.missed(for: rhythm.grace)
        default: break
        }
      } catch let error as APIError where error.kind.isTransient && !Task.isCancelled {
        watch.troubles += 1
        guard watch.troubles <= rhythm.tolerance else { throw error }
        observe(.trouble(error, count: watch.troubles))
        delay = max(delay, min(error.retryAfter ?? .zero, rhythm.longest))
      }
      watch.asked += 1
      let now = timing.now()
      guard now < watch.deadline else { return watch.late }
      try await timing.sleep(min(delay, watch.deadline - now))
    }
  }

  /// Reads the result. A pass needs both words, the status's and the result's; one that cannot be looked at is no pass.
  mutating func concluded(_ verdict: Verdict, _ watch: RunWatch) async -> RunOutcome {
    observe(.reporting(verdict))
    var troubles = 0
    while true {
      do {
        var report = try await job.report(verdict)
        if report.verdict == .passed { report.verdict = verdict }
        return RunOutcome(.verdict(report.verdict), run: watch.run, report: report, reasons: report.reasons)
      } catch {
        if Task.isCancelled { return RunOutcome(.interrupted, run: watch.run) }
        let trouble = error.explained
        troubles += 1
        guard trouble.kind.isTransient, troubles <= rhythm.tolerance, timing.now() < watch.deadline else {
          return Self.unread(verdict, watch, trouble)
        }
        observe(.trouble(trouble, count: troubles))
        try? await timing.sleep(rhythm.delay(after: troubles - 1, unit: entropy.unit()))
      }
    }
  }

  private static func unread(_ verdict: Verdict, _ watch: RunWatch, _ trouble: any ExplainedError) -> RunOutcome {
    let cause = trouble.message
    let reason = Bilingual(zh: "运行已结束，但结果读不到：\(cause.zh)", en: "The run is over, but its result cannot be read: \(cause.en)")
    return RunOutcome(.verdict(verdict == .passed ? .inconclusive : verdict), run: watch.run, reasons: [reason])
  }

  /// How long the question after earlier runs may take.
  private static let patience = Duration.seconds(15)

  /// The middle of what earlier runs took. Only a comfort: whatever goes wrong here, or takes long, there is none.
  func expectedDuration(by deadline: Timestamp) async -> Duration? {
    let limit = min(Self.patience, deadline - timing.now())
    guard let earlier = try? await timing.within(limit, { [job] in try await job.earlierDurations().sorted() }), !earlier.isEmpty
    else { return nil }
    return earlier[earlier.count / 2]
  }
}
