import HufuClient
import HufuSigning
import HufuTesting
import Testing

/// How a run that was started ends.
struct VerdictTests {
  private let drive = Drive()

  private func script(_ phases: RunStatus.Phase...) -> Script {
    var script = Script()
    script.status = { RunStatus(phases[min($0, phases.count) - 1]) }
    return script
  }

  @Test(arguments: [
    (Verdict.passed, ExitCode.ok), (.failed, .failed), (.stopped, .stopped), (.inconclusive, .inconclusive),
  ])
  func anEndIsTheVerdict(_ verdict: Verdict, _ exit: ExitCode) async {
    let outcome = await drive.run(ScriptedJob(script(.queued, .running, .ended(verdict))))
    #expect(outcome.verdict == verdict)
    #expect(outcome.exitCode == exit)
    #expect(outcome.run?.id == "r1")
    #expect(outcome.report?.title == "scripted")
    #expect(!outcome.canResume)
    #expect(outcome.elapsed == .seconds(5))
    #expect(
      drive.events == [
        "preparing", "started r1", "status queued", "status running", "status ended(\(verdict.asEnd))", "reporting \(verdict.rawValue)",
      ])
  }

  @Test func atTheDeadlineItIsStillRunning() async {
    let outcome = await drive.run(ScriptedJob(script(.running)))
    #expect(outcome.verdict == .running)
    #expect(outcome.exitCode == .running)
    #expect(outcome.canResume)
    #expect(outcome.elapsed == ScriptedJob.rhythm.deadline)
    #expect(outcome.reasons.map(\.en) == ["Not over after 2h."])
  }

  @Test func theTimeoutIsTheDeadline() async {
    var options = JobRun.Options()
    options.timeout = .seconds(301)
    let outcome = await drive.run(ScriptedJob(script(.waitingForReview)), options)
    #expect(outcome.verdict == .running)
    #expect(outcome.elapsed == .seconds(301))
  }

  @Test func aTimeoutOfNothingStillLooksOnce() async {
    var options = JobRun.Options()
    options.timeout = .zero
    #expect(await drive.run(ScriptedJob(script(.running)), options).verdict == .running)
    #expect(await drive.run(ScriptedJob(script(.ended(.passed))), options).verdict == .passed)
    #expect(drive.naps.isEmpty)
  }

  @Test func theDeadlineIsComparedNotRaced() async {
    let clock = drive.clock
    var script = Script()
    script.status = { call in
      guard call > 1 else { return RunStatus(.running) }
      clock.advance(by: .seconds(3600))
      return RunStatus(.ended(.passed))
    }
    var options = JobRun.Options()
    options.timeout = .seconds(60)
    let outcome = await drive.run(ScriptedJob(script), options)
    #expect(outcome.verdict == .passed)
    #expect(outcome.elapsed == .seconds(3602))
  }

  @Test func anUnknownWordIsWaitedOnAndIsNoVerdict() async {
    let outcome = await drive.run(ScriptedJob(script(.running, .unknown("PARKED"))))
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.elapsed == ScriptedJob.rhythm.deadline)
    #expect(outcome.reasons.allSatisfy { $0.zh.contains("PARKED") && $0.en.contains("PARKED") })
    #expect(await drive.run(ScriptedJob(script(.unknown("PARKED"), .ended(.passed)))).verdict == .passed)
  }

  @Test func aFirstWordIsLookedAtAgain() async {
    let confirmed = await drive.run(ScriptedJob(script(.settling(.passed), .ended(.passed))))
    #expect(confirmed.verdict == .passed)
    #expect(drive.naps == [1.5])
    let flipped = await drive.run(ScriptedJob(script(.settling(.passed), .ended(.failed))))
    #expect(flipped.verdict == .failed)
  }

  @Test func aFirstWordThatIsNeverConfirmedIsNoPass() async {
    let outcome = await drive.run(ScriptedJob(script(.settling(.passed))))
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.reasons.first?.en.contains("could not be confirmed") == true)
  }

  @Test func whatNeverShowsUpNeverBegan() async {
    let outcome = await drive.run(ScriptedJob(script(.unseen)))
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.elapsed > ScriptedJob.rhythm.grace && outcome.elapsed <= ScriptedJob.rhythm.grace + .seconds(31))
    #expect(outcome.reasons.first?.en.contains("most likely it never began") == true)
    #expect(await drive.run(ScriptedJob(script(.unseen, .unseen, .queued, .ended(.passed)))).verdict == .passed)
  }

  @Test func graceCountsFromTheFirstMiss() async {
    let gone = await drive.run(ScriptedJob(script(.running, .running, .running, .running, .running, .running, .unseen)))
    #expect(gone.verdict == .inconclusive)
    #expect(gone.elapsed > .seconds(41) + ScriptedJob.rhythm.grace)
    #expect(gone.reasons.first?.en.contains("may have been deleted") == true)
    let blinking = await drive.run(
      ScriptedJob(script(.running, .running, .running, .running, .running, .running, .unseen, .running, .unseen, .ended(.passed))))
    #expect(blinking.verdict == .passed)
  }

  @Test(arguments: [(Verdict.passed, Verdict.inconclusive), (.failed, .failed), (.stopped, .stopped), (.inconclusive, .inconclusive)])
  func anEndWhoseResultCannotBeReadIsNoPass(_ said: Verdict, _ verdict: Verdict) async {
    var script = script(.ended(said))
    script.report = { _, _ in throw APIError.forbidden }
    let outcome = await drive.run(ScriptedJob(script))
    #expect(outcome.verdict == verdict)
    #expect(outcome.report == nil)
    #expect(outcome.reasons.first?.en == "The run is over, but its result cannot be read: It failed.")
  }

  @Test func aResultIsAskedForAgainButNotForEver() async {
    var patient = script(.ended(.passed))
    patient.report = { call, verdict in
      guard call > 10 else { throw APIError.cut }
      return RunReport(verdict, title: "late")
    }
    #expect(await drive.run(ScriptedJob(patient)).verdict == .passed)
    var never = script(.ended(.passed))
    never.report = { _, _ in throw APIError.cut }
    let job = ScriptedJob(never)
    #expect(await drive.run(job).verdict == .inconclusive)
    #expect(job.calls["report"] == 1 + ScriptedJob.rhythm.tolerance)
  }

  @Test func theResultMayWorsenAVerdictAndNeverMendIt() async {
    var strict = script(.ended(.passed))
    strict.report = { _, _ in RunReport(.failed, title: "", reasons: [Bilingual(zh: "两例失败", en: "two cases failed")]) }
    let worse = await drive.run(ScriptedJob(strict))
    #expect(worse.verdict == .failed)
    #expect(worse.reasons.map(\.en) == ["two cases failed"])
    for verdict in [Verdict.failed, .stopped, .inconclusive] {
      var lax = script(.ended(verdict))
      lax.report = { _, _ in RunReport(.passed, title: "") }
      let outcome = await drive.run(ScriptedJob(lax))
      #expect(outcome.verdict == verdict)
      #expect(outcome.report?.verdict == verdict)
    }
  }

  /// The time for the whole is also the time for its result.
  @Test func aResultThatCannotBeReadIsAskedForUntilTheDeadline() async {
    var script = Script()
    script.status = { _ in RunStatus(.ended(.passed)) }
    script.report = { _, _ in throw APIError.cut }
    var options = JobRun.Options()
    options.timeout = .seconds(5)
    let job = ScriptedJob(script)
    let outcome = await drive.run(job, options)
    #expect(outcome.verdict == .inconclusive)
    #expect(job.calls["report"] == 3 && drive.naps == [2, 3])
  }
}

extension Verdict {
  /// As the phase of a status prints it.
  fileprivate var asEnd: String { "HufuClient.Verdict.\(rawValue)" }
}
