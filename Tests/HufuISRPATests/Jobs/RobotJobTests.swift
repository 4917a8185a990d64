import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuISRPA

/// A job from its creation to its verdict, against the sandbox.
@Suite struct RobotJobTests {
  private static let minute = JobRun.Options.timeout(.seconds(60))

  @Test(arguments: SandboxOptions.Mode.allCases)
  func `it waits and passes out of the box`(mode: SandboxOptions.Mode) async throws {
    let scene = try Scene(mode)
    let outcome = try await scene.run(["流程": "财务日报 / 100%"])
    #expect(outcome.verdict == .passed && outcome.exitCode == .ok)
    #expect(outcome.run?.id == "J100001")
    let report = try #require(outcome.report)
    #expect(report.title == "iS-RPA J100001" && report.reasons.isEmpty)
    #expect(report.ended.map { $0 - (report.started ?? $0) } == .seconds(8))
    #expect(scene.count(of: "job/create") == 1)
    #expect(scene.sandbox.journal.allSatisfy { $0.refusal == nil })
  }

  @Test(
    arguments: [("failure", Verdict.failed, ExitCode.failed, "第 3 步失败"), ("stopped", .stopped, .stopped, "作业被停止")])
  func `an end that is no pass has the server's own reason`(end: String, verdict: Verdict, exit: ExitCode, says: String) async throws {
    let outcome = try await Scene().run(["sandboxEnd": .string(end)])
    #expect(outcome.verdict == verdict && outcome.exitCode == exit)
    #expect(outcome.reasons.first?.zh.contains(says) == true && outcome.reasons.first?.en.contains("the server says") == true)
  }

  @Test func `a word outside all lists is waited on and never a pass`() async throws {
    let scene = try Scene()
    let outcome = try await scene.run(["sandboxEnd": "strange", "sandboxSeconds": "4"], Self.minute)
    #expect(outcome.verdict == .inconclusive && outcome.exitCode == .inconclusive)
    #expect(outcome.reasons.first?.en.contains(#""SUSPENDED""#) == true)
    #expect(outcome.elapsed >= .seconds(60))
  }

  @Test func `a job that goes on is running at the deadline`() async throws {
    let outcome = try await Scene().run(["sandboxEnd": "never"], Self.minute)
    #expect(outcome.verdict == .running && outcome.exitCode == .running)
    #expect(outcome.reasons.first?.zh.contains("RUNNING：机器人执行中") == true)
    #expect(outcome.canResume)
  }

  @Test func `progress and words are told while it runs`() async throws {
    let told = Mutex<[String]>([])
    _ = try await Scene().run(["sandboxSeconds": "20"]) { event in
      guard case .status(let status, _) = event else { return }
      told.withLock { $0.append("\(status.phase) \(status.done ?? -1)/\(status.total ?? -1) \(status.text.en)") }
    }
    let first = told.withLock { $0.first }, last = told.withLock { $0.last }
    #expect(first == "running 0/100 WAITING: 等待机器人")
    #expect(last?.hasSuffix("100/100 SUCCESS: 执行完成") == true)
    #expect(told.withLock { $0.contains("running 25/100 RUNNING: 机器人执行中") })
  }

  @Test func `arguments go to job create as the operation takes them`() async throws {
    let scene = try Scene()
    let outcome = try await scene.run(["b": true, "n": 7, "流程": "日报"])
    #expect(outcome.verdict == .passed)
    let nested = try await scene.run(["plan": ["a": 1]])
    #expect(nested.error?.kind == .usage && nested.error?.clientCode == 41 && nested.run == nil)
    #expect(scene.count(of: "job/create") == 1)
    let written = try await scene.run(["plan": ["a": 1]], on: try scene.connection(settings: ["stringify": "json"]))
    #expect(written.verdict == .passed)
  }

  // MARK: Without jobStatus

  @Test func `without jobStatus it is created, left alone, and says what to set`() async throws {
    let scene = try Scene()
    let outcome = try await scene.run(["流程": "日报"], on: try scene.connection(settings: ["jobStatus": .null]))
    #expect(outcome.isDetached && outcome.exitCode == .ok && outcome.report == nil)
    for word in ["settings.jobStatus", "call", "state", "passed", "hufu explain isrpa job-status"] {
      #expect(outcome.reasons.first?.zh.contains(word) == true && outcome.reasons.first?.en.contains(word) == true)
    }
    #expect(outcome.run?.note?.en.contains(#""jobId":"J100001""#) == true)
    #expect(scene.journal == ["GET /oapi/v1/token 200 ", "POST /oapi/v1/job/create 200 "])
  }

  @Test func `without jobStatus a run cannot be taken up, which is no success`() async throws {
    let scene = try Scene()
    let outcome = try await scene.run(on: try scene.connection(settings: ["jobStatus": .null]), .resume("J100001"))
    #expect(outcome.exitCode == .configuration)
    #expect(outcome.error?.remedy?.en.contains("settings.jobStatus") == true)
    #expect(scene.sandbox.journal.isEmpty)
  }

  // MARK: Taken up

  @Test func `a detached run is taken up by its id, by another process`() async throws {
    let scene = try Scene()
    var options = JobRun.Options()
    options.detaches = true
    let started = try await scene.run(["sandboxEnd": "failure", "sandboxSeconds": "30"], options)
    #expect(started.isDetached)
    let outcome = try await scene.run(on: try scene.connection(), .resume(try #require(started.run?.id)))
    #expect(outcome.verdict == .failed)
    #expect(scene.count(of: "job/create") == 1)
  }

  /// What is printed to take a run up again is one word.
  @Test func `an id with spaces is one word, and leads back to the run`() async throws {
    let scene = try Scene()
    let inquiry = try #require(try scene.connection().job(named: "job").job(["流程": "日报"], on: scene.connection()) as? ISRPA.RobotJob)
    var job = inquiry
    job.job = "J 1%2"
    #expect(job.runID == "J%201%252")
    _ = try await job.resume(job.runID)
    #expect(job.job == "J 1%2")
  }

  @Test(arguments: ["", "..", "J1 J2"])
  func `what is no id is refused before anything is asked`(id: String) async throws {
    let scene = try Scene()
    let outcome = try await scene.run([:], .resume(id))
    #expect(outcome.exitCode == .usage && outcome.run == nil)
    #expect(scene.sandbox.journal.isEmpty)
  }

  @Test func `an id the platform does not know is inconclusive`() async throws {
    let outcome = try await Scene().run([:], .resume("J999999"))
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.reasons.first?.en.contains("check its id") == true)
  }

  // MARK: Stopped

  @Test func `an interrupt stops it where a stop call is described`() async throws {
    let scene = try Scene()
    let canceller = Canceller()
    var options = JobRun.Options()
    options.stopsWhenCancelled = true
    let outcome = try await canceller.run { [options] in
      try await scene.run(["sandboxEnd": "never"], options) { if case .status = $0 { canceller.cancel() } }
    }
    #expect(outcome.verdict == .stopped && outcome.exitCode == .stopped)
    #expect(scene.count(of: "sandbox/job/stop") == 1)
  }

  @Test func `without a stop call it is not stopped, and says why`() async throws {
    let scene = try Scene()
    var setting = try JSONValue(parsing: utf8(try #require(scene.profile.settings["jobStatus"])))
    setting["stop"] = nil
    let connection = try scene.connection(settings: ["jobStatus": setting])
    var job = try connection.job(named: "job").job([:], on: connection)
    #expect(job.whyUnstoppable?.en.contains("settings.jobStatus.stop") == true)
    let error = await failure { try await job.stop() }
    #expect(error?.kind == .usage)
    #expect(scene.sandbox.journal.isEmpty)

    let canceller = Canceller()
    var options = JobRun.Options()
    options.stopsWhenCancelled = true
    let outcome = try await canceller.run { [options] in
      try await scene.run(["sandboxEnd": "never"], on: connection, options) { if case .status = $0 { canceller.cancel() } }
    }
    #expect(outcome.exitCode == .interrupted && outcome.run != nil)
    #expect(scene.count(of: "sandbox/job/stop") == 0)
  }
}
