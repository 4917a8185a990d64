import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// What is borne while a run is followed, and what it costs.
struct FollowTests {
  private let drive = Drive()

  /// Every question up to the `count`-th goes unanswered, then it passes.
  private func failing(_ count: Int, with error: any Error = APIError.cut) -> ScriptedJob {
    var script = Script()
    script.status = { call in
      guard call > count else { throw error }
      return RunStatus(.ended(.passed))
    }
    return ScriptedJob(script)
  }

  @Test func questionsMayGoUnansweredButNotForEver() async {
    let tolerance = ScriptedJob.rhythm.tolerance
    #expect(await drive.run(failing(tolerance)).verdict == .passed)
    let outcome = await drive.run(failing(tolerance + 1))
    #expect(outcome.exitCode == .failure)
    #expect(outcome.run?.id == "r1" && outcome.canResume)
  }

  @Test func anAnswerMakesThemForgotten() async {
    var script = Script()
    script.status = { call in
      if call == 100 { return RunStatus(.ended(.passed)) }
      guard call.isMultiple(of: 11) else { throw APIError.cut }
      return RunStatus(.running)
    }
    #expect(await drive.run(ScriptedJob(script)).verdict == .passed)
    #expect(!drive.events.contains("trouble 11"))
  }

  @Test(arguments: [APIError.forbidden, .tooLarge])
  func aRefusalEndsTheLookingAndKeepsTheRun(_ error: APIError) async {
    let job = failing(1, with: error)
    let outcome = await drive.run(job)
    #expect(outcome.exitCode == error.kind.exitCode)
    #expect(outcome.run?.id == "r1" && outcome.canResume)
    #expect(job.calls["status"] == 1)
  }

  @Test func theServersWishToWaitIsKeptWithinReason() async {
    _ = await drive.run(failing(1, with: APIError.throttled(.seconds(20))))
    #expect(drive.naps == [20])
    let other = Drive()
    _ = await other.run(failing(1, with: APIError.throttled(.seconds(86_400))))
    #expect(other.naps == [30])
  }

  @Test func unansweredQuestionsAtTheDeadlineAreTold() async {
    var script = Script()
    script.status = { call in
      guard call < 3 else { throw APIError.cut }
      return RunStatus(.running, Bilingual(zh: "第 2 阶段", en: "stage 2"))
    }
    var options = JobRun.Options()
    options.timeout = .seconds(10)
    let outcome = await drive.run(ScriptedJob(script), options)
    #expect(outcome.verdict == .running)
    #expect(outcome.reasons.map(\.en) == ["Not over after 10s: stage 2.", "The last 3 questions were not answered."])
  }

  @Test func questionsGrowRare() async {
    var options = JobRun.Options()
    options.timeout = .seconds(150)
    _ = await drive.run(ScriptedJob(Script()), options)
    #expect(drive.naps == [2, 3, 4.5, 6.75, 10.125, 15.187, 22.781, 30, 30, 25.657])
  }

  @Test func aRunThatIsAnotherOneNowIsFollowedUnderItsName() async {
    var script = Script()
    script.status = { call in
      var status = RunStatus(call < 5 ? .running : .ended(.passed))
      status.run = call == 3 ? "r2" : nil
      return status
    }
    #expect(await drive.run(ScriptedJob(script)).run?.id == "r2")
  }

  @Test func whatEarlierRunsTookIsAComfortOnly() async {
    let expected = Mutex<[Duration?]>([])
    var script = Script()
    script.status = { _ in RunStatus(.ended(.passed)) }
    script.earlier = { [.seconds(50), .seconds(10), .seconds(30)] }
    for job in [
      ScriptedJob(script),
      ScriptedJob(
        {
          var s = script; s.earlier = { throw APIError.forbidden }; return s
        }()),
    ] {
      let run = JobRun(job, timing: drive.clock.timing, entropy: .counting()) { event in
        if case .status(_, let progress) = event { expected.withLock { $0.append(progress.expected) } }
      }
      #expect(await run.drive().verdict == .passed)
    }
    #expect(expected.withLock { $0 } == [.seconds(30), nil])
  }

  @Test func progressSaysHowLongNothingHasChanged() async {
    let seen = Mutex<[RunProgress]>([])
    var script = Script()
    script.status = { call in RunStatus(call > 4 ? .ended(.passed) : call > 2 ? .running : .queued, log: call == 4 ? [LogLine("a")] : []) }
    let run = JobRun(ScriptedJob(script), timing: drive.clock.timing, entropy: .counting()) { event in
      if case .status(_, let progress) = event { seen.withLock { $0.append(progress) } }
    }
    _ = await run.drive()
    let progress = seen.withLock { $0 }
    #expect(progress.map(\.elapsed) == [0, 2000, 5000, 9500, 16_250].map { .milliseconds($0) })
    #expect(progress.map(\.unchanged) == [0, 2000, 0, 0, 0].map { .milliseconds($0) })
    #expect(progress.map { $0.elapsed + $0.left } == Array(repeating: ScriptedJob.rhythm.deadline, count: 5))
  }
}
