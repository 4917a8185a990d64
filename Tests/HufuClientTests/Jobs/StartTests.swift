import HufuClient
import HufuSigning
import HufuTesting
import Testing

/// How a run begins, is lost, found, taken up, or left alone.
struct StartTests {
  private let drive = Drive()

  private var passing: Script {
    var script = Script()
    script.status = { _ in RunStatus(.ended(.passed)) }
    return script
  }

  private func lost(by error: APIError = .cut, _ find: @escaping @Sendable (Int) async throws -> FoundRun) -> ScriptedJob {
    var script = passing
    script.start = { _ in throw error }
    script.find = find
    return ScriptedJob(script)
  }

  private func kind(_ outcome: RunOutcome) -> ErrorKind? { if case .error(let error) = outcome.end { error.kind } else { nil } }

  @Test func whatCannotBePreparedIsNotStarted() async {
    var script = passing
    script.prepare = { _ in throw UsageError(zh: "没有这个计划。", en: "No such plan.") }
    let job = ScriptedJob(script)
    let outcome = await drive.run(job)
    #expect(outcome.exitCode == .usage)
    #expect(outcome.run == nil && !outcome.canResume)
    #expect(job.calls["start"] == 0)
  }

  @Test(arguments: [APIError.forbidden, .unreachable, .throttled(.seconds(1))])
  func aRefusedStartIsAnErrorAndNothingRuns(_ error: APIError) async {
    let job = lost(by: error) { _ in .found(StartedRun("wrong")) }
    let outcome = await drive.run(job)
    #expect(kind(outcome) == error.kind)
    #expect(outcome.run == nil)
    #expect(job.calls["start"] == 1 && job.calls["find"] == 0)
  }

  @Test(arguments: [APIError.cut, .garbled, .tooLarge])
  func aLostStartIsFoundAndNotRepeated(_ error: APIError) async {
    let job = lost(by: error) { $0 < 3 ? .none : .found(StartedRun("r7", note: Bilingual(zh: "找回", en: "found again"))) }
    let outcome = await drive.run(job)
    #expect(outcome.verdict == .passed)
    #expect(outcome.run?.id == "r7")
    #expect(job.calls["start"] == 1 && job.calls["find"] == 3)
    #expect(drive.naps == [1, 2, 4])
    #expect(drive.events.prefix(3) == ["preparing", "lost", "started r7"])
  }

  /// Names that are looked up for longer than the whole may take: the deadline counts from the first question.
  @Test(arguments: [nil, "r0"]) func aSlowServerDoesNotOutlastTheDeadline(_ resumed: String?) async {
    var script = passing
    script.prepare = { _ in try await Timing.never() }
    script.resume = { _ in
      try await Timing.never()
      return StartedRun("r0")
    }
    var options = JobRun.Options()
    options.timeout = .seconds(10)
    options.resume = resumed
    let job = ScriptedJob(script)
    var timing = drive.clock.timing
    timing.alarm = { limit in if limit > .seconds(10) { try await Timing.never() } }
    let outcome = await drive.run(job, options, timing: timing)
    #expect(outcome.exitCode == .failure)
    #expect(outcome.run?.id == resumed && job.calls["start"] == 0)
  }

  @Test func aLostStartIsLookedForUntilTheDeadline() async {
    var options = JobRun.Options()
    options.timeout = .seconds(5)
    let job = lost { _ in .none }
    let outcome = await drive.run(job, options)
    #expect(outcome.exitCode == .inconclusive)
    #expect(drive.naps == [1, 2, 4])
  }

  @Test func aLostStartIsLookedForOnceAfterTheDeadline() async {
    var options = JobRun.Options()
    options.timeout = .zero
    let job = lost { _ in .found(StartedRun("r7")) }
    #expect(await drive.run(job, options).run?.id == "r7")
    #expect(job.calls["find"] == 1)
  }

  @Test func aLostStartThatIsNotFoundIsInconclusive() async {
    let job = lost { _ in .none }
    let outcome = await drive.run(job)
    #expect(outcome.exitCode == .inconclusive)
    #expect(outcome.run == nil)
    #expect(outcome.reasons.first?.en.contains("no run of it was found. It was not repeated") == true)
    #expect(job.calls["start"] == 1 && job.calls["find"] == 6)
  }

  @Test func whenSeveralMayBeTheLostStartNoneIsTaken() async {
    let job = lost { _ in .ambiguous(["r7", "r8"]) }
    let outcome = await drive.run(job)
    #expect(outcome.exitCode == .inconclusive)
    #expect(outcome.reasons.first?.zh.contains("r7, r8") == true)
    #expect(job.calls["start"] == 1 && job.calls["find"] == 1)
  }

  @Test func whereThereIsNoWayToLookItIsSaid() async {
    let job = lost { _ in .unknowable(Bilingual(zh: "没有查询接口", en: "there is no call to look for it")) }
    let outcome = await drive.run(job)
    #expect(outcome.exitCode == .inconclusive)
    #expect(
      outcome.reasons.map(\.en) == [
        "The start was not answered (It failed); there is no call to look for it. It was not repeated; look on the platform."
      ])
    #expect(job.calls["find"] == 1)
  }

  @Test func aLookThatFailsForAMomentIsRepeated() async {
    let job = lost {
      guard $0 > 2 else { throw APIError.cut }
      return .found(StartedRun("r7"))
    }
    #expect(await drive.run(job).verdict == .passed)
    #expect(drive.events.filter { $0.hasPrefix("trouble") } == ["trouble 1", "trouble 2"])
  }

  @Test func aLookThatIsRefusedLeavesTheStartUnknown() async {
    let job = lost { _ in throw APIError.forbidden }
    let outcome = await drive.run(job)
    #expect(outcome.exitCode == .inconclusive)
    #expect(outcome.reasons.first?.en.contains("cannot be looked up: It failed.") == true)
    #expect(job.calls["start"] == 1)
  }

  @Test func theGraceOfARunFoundLateIsWhole() async {
    var script = Script()
    script.start = { _ in throw APIError.cut }
    script.find = { $0 < 6 ? .none : .found(StartedRun("r7")) }
    script.status = { RunStatus($0 < 3 ? .unseen : .ended(.passed)) }
    #expect(await drive.run(ScriptedJob(script)).verdict == .passed)
  }

  @Test func aDetachedRunIsNotLookedAt() async {
    var options = JobRun.Options()
    options.detaches = true
    let job = ScriptedJob(passing)
    let outcome = await drive.run(job, options)
    guard case .detached = outcome.end else { return #expect(Bool(false), "\(outcome.end)") }
    #expect(outcome.exitCode == .ok && outcome.verdict == nil && outcome.canResume)
    #expect(job.calls["start"] == 1 && job.calls["status"] == 0)
  }

  @Test func whatNobodyCanFollowIsLeftAloneAndItIsSaid() async {
    var script = passing
    script.whyUnfollowed = Bilingual(zh: "没有查询接口。", en: "There is no call to ask.")
    let job = ScriptedJob(script)
    let outcome = await drive.run(job)
    guard case .detached = outcome.end else { return #expect(Bool(false), "\(outcome.end)") }
    #expect(outcome.reasons.map(\.en) == ["There is no call to ask."])
    #expect(job.calls["status"] == 0 && !outcome.canResume)
  }

  @Test func whatNobodyCanFollowIsNoSuccessWhenItIsTakenUp() async {
    var script = passing
    script.whyUnfollowed = Bilingual(zh: "没有查询接口。", en: "There is no call to ask.")
    var options = JobRun.Options()
    options.resume = "r0"
    let outcome = await drive.run(ScriptedJob(script), options)
    #expect(outcome.exitCode == .configuration && outcome.run == nil)
    #expect(drive.events.isEmpty)
  }

  @Test func aRunIsTakenUpWithoutStartingOne() async {
    var options = JobRun.Options()
    options.resume = "r0"
    let job = ScriptedJob(passing)
    let outcome = await drive.run(job, options)
    #expect(outcome.verdict == .passed && outcome.run?.id == "r0")
    #expect(job.calls["prepare"] == 0 && job.calls["start"] == 0 && job.calls["resume"] == 1)
    #expect(drive.events.first == "taken up r0")
  }

  @Test func aRunThatCannotBeTakenUpNowGoesOn() async {
    var options = JobRun.Options()
    options.resume = "r0"
    var script = passing
    script.resume = { _ in throw APIError.unreachable }
    let outcome = await drive.run(ScriptedJob(script), options)
    #expect(kind(outcome) == .network)
    #expect(outcome.run?.id == "r0" && outcome.canResume)
    script.resume = { _ in throw UsageError(zh: "编号写错了。", en: "That is no id.") }
    let wrong = await drive.run(ScriptedJob(script), options)
    #expect(kind(wrong) == .usage)
    #expect(wrong.run == nil)
  }

  @Test func aResumedRunThatIsNotThereIsSaidToBeThat() async {
    var options = JobRun.Options()
    options.resume = "r0"
    var script = Script()
    script.status = { _ in RunStatus(.unseen) }
    let outcome = await drive.run(ScriptedJob(script), options)
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.reasons.first?.en.contains("check its id") == true)
  }
}
