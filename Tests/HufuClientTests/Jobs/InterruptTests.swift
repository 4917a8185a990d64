import HufuClient
import HufuSigning
import HufuTesting
import Testing

/// What cancelling the task that drives does, and what it never does.
struct InterruptTests {
  private let drive = Drive()

  private var stopping: JobRun.Options {
    var options = JobRun.Options()
    options.stopsWhenCancelled = true
    return options
  }

  /// Runs until the third question, in which somebody interrupts; ends as it is told, once it was asked to stop.
  private func script(endingAs verdict: Verdict? = .stopped, calls: CallCounter = CallCounter()) -> Script {
    let drive = drive
    var script = Script()
    script.status = { call in
      if call == 3 { drive.cancel() }
      if let verdict, calls["stopped"] > 0 { return RunStatus(call < 6 ? .running : .ended(verdict)) }
      return RunStatus(.running)
    }
    script.stop = { _ in _ = calls.next("stopped") }
    return script
  }

  private func isInterrupted(_ outcome: RunOutcome) -> Bool { if case .interrupted = outcome.end { true } else { false } }

  @Test func theRunGoesOn() async {
    let job = ScriptedJob(script())
    let outcome = await drive.run(job)
    #expect(isInterrupted(outcome))
    #expect(outcome.exitCode == .interrupted)
    #expect(outcome.run?.id == "r1" && outcome.canResume)
    #expect(job.calls["stop"] == 0 && job.calls["status"] == 3)
  }

  @Test func orIsStoppedOnceAndItsEndAwaited() async {
    let job = ScriptedJob(script())
    let outcome = await drive.run(job, stopping)
    #expect(outcome.verdict == .stopped)
    #expect(outcome.exitCode == .stopped)
    #expect(job.calls["stop"] == 1 && job.calls["status"] == 6)
    #expect(drive.events.suffix(5) == ["stopping"] + Array(repeating: "status running", count: 2) + drive.events.suffix(2))
  }

  @Test func aRunThatWillNotStopIsLeftAfterTwoMinutes() async {
    let outcome = await drive.run(ScriptedJob(script(endingAs: nil)), stopping)
    #expect(outcome.verdict == .running && outcome.canResume)
    #expect(outcome.elapsed == .seconds(125))
  }

  @Test func aStopThatIsNotAnsweredIsRepeated() async {
    let calls = CallCounter()
    var script = script(calls: calls)
    script.stop = { call in
      guard call > 3 else { throw APIError.cut }
      _ = calls.next("stopped")
    }
    #expect(await drive.run(ScriptedJob(script), stopping).verdict == .stopped)
  }

  @Test(arguments: [(APIError.forbidden, 1), (.cut, 4)])
  func aStopThatFailsIsAnErrorAndTheRunGoesOn(_ error: APIError, _ asked: Int) async {
    var script = script()
    script.stop = { _ in throw error }
    let job = ScriptedJob(script)
    let outcome = await drive.run(job, stopping)
    #expect(outcome.exitCode == error.kind.exitCode)
    #expect(outcome.run?.id == "r1" && outcome.canResume)
    #expect(job.calls["stop"] == asked)
  }

  @Test func aRunThatEndedMeanwhileNeedsNoStop() async {
    let drive = drive
    var script = Script()
    script.status = { call in
      if call == 3 { drive.cancel() }
      return RunStatus(call > 3 ? .ended(.failed) : .running)
    }
    script.stop = { _ in throw APIError.forbidden }
    #expect(await drive.run(ScriptedJob(script), stopping).verdict == .failed)
  }

  @Test func whatCannotBeStoppedGoesOn() async {
    let job = OpenJob(script())
    #expect(isInterrupted(await drive.run(job, stopping)))
    #expect(job.calls["stop"] == 0)
  }

  @Test func beforeTheStartNothingIsStarted() async {
    let drive = drive
    var script = script()
    script.prepare = { _ in drive.cancel() }
    let job = ScriptedJob(script)
    let outcome = await drive.run(job, stopping)
    #expect(isInterrupted(outcome))
    #expect(outcome.run == nil)
    #expect(job.calls["start"] == 0 && job.calls["stop"] == 0)
  }

  @Test func duringTheStartItsIdIsNotLost() async {
    let drive = drive
    var script = script()
    script.start = { _ in
      drive.cancel()
      try Task.checkCancellation()
      return StartedRun("r1")
    }
    let job = ScriptedJob(script)
    let outcome = await drive.run(job)
    #expect(isInterrupted(outcome))
    #expect(outcome.run?.id == "r1" && outcome.canResume)
  }

  @Test func duringTheLookForALostStartNeither() async {
    let drive = drive
    var script = script()
    script.start = { _ in throw APIError.cut }
    script.find = { call in
      drive.cancel()
      try Task.checkCancellation()
      return call < 3 ? .none : .found(StartedRun("r7"))
    }
    let outcome = await drive.run(ScriptedJob(script))
    #expect(isInterrupted(outcome))
    #expect(outcome.run?.id == "r7")
  }

  @Test func whileTheResultIsReadItIsAnInterruptNotAVerdict() async {
    let drive = drive
    var script = Script()
    script.status = { _ in RunStatus(.ended(.passed)) }
    script.report = { _, _ in
      drive.cancel()
      throw CancellationError()
    }
    let job = ScriptedJob(script)
    let outcome = await drive.run(job, stopping)
    #expect(isInterrupted(outcome))
    #expect(outcome.canResume && job.calls["stop"] == 0)
  }
}
