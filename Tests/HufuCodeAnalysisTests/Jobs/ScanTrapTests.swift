import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// The traps of platforms/tca.md §0 and §4 that concern scans.
@Suite struct ScanTrapTests {
  // MARK: Following

  @Test func `a superseded scan is followed to the one that took its place`() async throws {
    let outcome = try await Stage().scan(["branch": "busy", "newError": "5"])
    #expect(outcome.verdict == .passed, "\(outcome.words)")
    #expect(outcome.run?.id == "helloworld/hellotca/23/30/6" && outcome.words.contains("Job 5 was replaced by job 6"))
    #expect(outcome.measure("newTotal")?.value == 25)
  }

  @Test func `a replacement that is not named is inconclusive`() async throws {
    let outcome = try await Stage().scan(["branch": "garbled"])
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("does not say which"))
  }

  @Test func `replacements in a circle come to an end`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "relay"])
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("8 times"))
  }

  // MARK: Whose numbers

  @Test func `the numbers of a later scan are not ours`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "overtaken", "newError": "5", "duplication": "5"])
    #expect(outcome.verdict == .passed, "\(outcome.words)")
    // The project's last scan is somebody's, with numbers of its own; ours stand in the histories.
    let latest = try await stage.call("overview.latest", ["project": 41])
    let ours = try #require(outcome.report).measures.first { $0.name == "newTotal" }?.value
    #expect(latest["job_gid"] == 6 && ours == 25)
  }

  @Test func `without numbers of its own a scan is inconclusive`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "overwritten"])
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("its own scan"))
    #expect(outcome.measure("newError")?.value == nil && outcome.measure("newError")?.isWithin == false)
    // By now the histories hold a scan, but not ours.
    stage.clock.advance(by: .seconds(60))
    #expect(try await stage.call("lintscans.list", ["project": 42])["count"] == 1)
    #expect(await stage.scan(["branch": "overwritten"]).verdict == .inconclusive)
  }

  @Test func `a row that was never counted is no row without findings`() async throws {
    let outcome = try await Stage().scan(["branch": "uncounted"])
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("(newError)"))
  }

  @Test func `a missing block fails closed`() async throws {
    let outcome = try await Stage().scan(["branch": "blank"])
    #expect(outcome.verdict == .inconclusive && outcome.measure("newFatal")?.isWithin == false)
    let duplication = try await Stage().scan(["branch": "blank", "duplication": "100%"])
    #expect(duplication.verdict == .inconclusive && duplication.words.contains("(duplication)"))
  }

  @Test func `a scan without a result is still being saved`() async throws {
    let outcome = try await Stage().scan(["branch": "unsaved"])
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("not saved"))
  }

  /// A scheme that leaves the checks out has no number to hold to the usual limits.
  @Test func `what a scheme leaves out is waived, unless it is asked for`() async throws {
    let stage = try Stage()
    _ = try await stage.call("scheme.create", ["repo": 5, "name": "metrics", "duplication": true])
    let outcome = await stage.scan(["repo": "5", "branch": "master"])
    #expect(outcome.verdict == .passed && outcome.words.contains("code checks switched off"))
    #expect(outcome.measure("newError") == nil && outcome.measure("duplication")?.value != nil)
    let asked = await stage.scan(["repo": "5", "branch": "master", "newError": "0"])
    #expect(asked.exitCode == .usage && asked.words.contains("newError") && stage.starts == 1)
    // By its project alone the scheme is known too late to say so before.
    let late = await stage.scan(["repo": "5", "project": "47", "newError": "0"])
    #expect(late.verdict == .inconclusive, "\(late.words)")
  }

  // MARK: Starting

  @Test func `a running scan is joined by its job, not by the scan the refusal names`() async throws {
    let stage = try Stage()
    let running = try await ScanTests.start(stage, project: 33)
    var options = JobRun.Options()
    options.timeout = .seconds(60)
    let outcome = await stage.scan(["branch": "endless"], options)
    #expect(outcome.run?.id == "helloworld/hellotca/23/33/\(running.int ?? 0)")
    #expect(outcome.words.contains("joined job 5") && outcome.verdict == .running)
  }

  @Test func `force starts another`() async throws {
    let stage = try Stage()
    _ = try await ScanTests.start(stage, project: 33)
    let outcome = await stage.scan(["branch": "endless", "force": true, "newError": 5])
    #expect(outcome.verdict == .passed && outcome.run?.id.hasSuffix("/6") == true && outcome.run?.note == nil)
  }

  @Test func `another's scan is not stopped`() async throws {
    let stage = try Stage()
    let connection = stage.connection()
    let arguments: Arguments = ["branch": "busy"]
    var job = try connection.job(named: "scan").job(arguments, on: connection)
    try await job.prepare()
    _ = try await job.start()
    #expect(job.whyUnstoppable == nil)
    stage.clock.advance(by: .seconds(4))
    // The one that took its place is somebody else's.
    #expect(try await job.status().run != nil)
    #expect(job.whyUnstoppable?.en.contains("stranger") == true)
  }

  @Test func `a refused start is not nothing`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "filedown"])
    #expect(outcome.verdict == .failed && outcome.words.contains("found in the list: 5"))
    #expect(stage.starts == 1)
  }

  /// 1201 is said of starts that failed halfway: the job may be there, or not.
  @Test(arguments: [true, false]) func `a start refused halfway is looked for once`(_ arrives: Bool) async throws {
    let stage = try Stage()
    let line = Refuser(SandboxTransport(stage.sandbox, timing: stage.clock.timing), passes: arrives)
    let outcome = await stage.scan(["branch": "clean"], over: line)
    #expect(stage.starts == (arrives ? 1 : 0))
    if arrives {
      #expect(outcome.verdict == .passed && outcome.words.contains("there all the same"), "\(outcome.words)")
    } else {
      #expect(outcome.error?.code == "1201" && outcome.run == nil)
    }
  }

  /// Answers a start with 1201, after passing it on or without.
  private struct Refuser: Transport {
    let line: any Transport
    let passes: Bool

    init(_ line: any Transport, passes: Bool) {
      self.line = line
      self.passes = passes
    }

    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      guard Stage.isStart(request) else { return try await line.open(request, to: endpoint) }
      if passes { _ = try await line.open(request, to: endpoint).collect(upTo: .max) }
      let body = JSONWriter.compact(["code": 1201, "status_code": 400, "msg": "scan create error", "data": .null])
      return Incoming(
        ResponseHead(status: 400, headers: [HeaderField("Content-Type", "application/json")]),
        body: AsyncThrowingStream {
          $0.yield(body)
          $0.finish()
        })
    }
  }

  @Test(arguments: [FaultyTransport.Trouble.answerLost, .bodyCut]) func `a lost answer is looked up, never repeated`(
    _ trouble: FaultyTransport.Trouble
  ) async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "clean"], over: stage.line(trouble, where: Stage.isStart))
    #expect(outcome.verdict == .passed, "\(outcome.words)")
    #expect(stage.starts == 1 && outcome.words.contains("not answered"))
  }

  @Test func `somebody else's job is not taken for ours`() async throws {
    let stage = try Stage()
    // The start's answer is lost, and so is that to the first look: by the second, a stranger's job has taken our job's place.
    let started = Heard()
    let line = stage.line(.answerLost, times: 2) { request in
      if Stage.isStart(request) { started.hear("start") }
      return Stage.isStart(request) || !started.texts.isEmpty && request.path.hasSuffix("/jobs/")
    }
    let outcome = await stage.scan(["branch": "busy", "newError": "5"], over: line)
    #expect(outcome.verdict == .passed && outcome.words.contains("found in the list: 5"), "\(outcome.words)")
    #expect(stage.starts == 1)
  }

  @Test func `a job of another time is not taken for ours`() async throws {
    let stage = try Stage()
    let client = Client<CodeAnalysis>(stage.connection())
    let place = try #require(Place(runID: "helloworld/hellotca/23/33/1"))
    let before = try await client.jobsBefore(in: place)
    _ = try await ScanTests.start(stage, project: 33)
    stage.clock.advance(by: .seconds(60))
    let sent = stage.clock.now
    let lost = LostStart(sent: sent, lost: sent, error: UsageError(zh: "", en: ""))
    let ours = try await ScanTests.start(stage, project: 33, force: true)
    let found = try await client.jobs(madeBy: "keeper", since: before, of: lost, in: place)
    #expect(found.map(\.id) == [ours.int])
    #expect(try await client.jobs(madeBy: "keeper", since: JobsBefore(newest: 6), of: lost, in: place).isEmpty)
  }

  @Test func `two that may be ours are ambiguous`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "twins"], over: stage.line(.answerLost, where: Stage.isStart))
    #expect(outcome.verdict == .inconclusive && outcome.run == nil && outcome.words.contains("6, 5"))
    #expect(stage.starts == 1)
  }

  @Test func `a start that left no trace is inconclusive`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "clean"], over: stage.line(.status, where: Stage.isStart))
    #expect(outcome.verdict == .inconclusive && stage.starts == 0 && outcome.words.contains("not repeated"))
  }

  @Test func `a start nobody heard is just an error`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "clean"], over: stage.line(.unprocessed, where: Stage.isStart))
    #expect(outcome.error?.kind == .network && outcome.run == nil && stage.starts == 0)
  }

  /// Both scans that are refused for a running one, and what was in the way is gone when its job is looked for.
  @Test func `a scan that was in the way and has ended is no obstacle`() async throws {
    let stage = try Stage()
    let running = try await ScanTests.start(stage, project: 33)
    let line = Meddler(SandboxTransport(stage.sandbox, timing: stage.clock.timing)) { request in
      guard request.path.hasSuffix("/jobs/"), stage.starts == 2 else { return }
      _ = try? await stage.call("job.cancel", ["project": 33, "job": running])
    }
    var options = JobRun.Options()
    options.timeout = .seconds(60)
    let outcome = await stage.scan(["branch": "endless"], options, over: line)
    #expect(outcome.run?.id.hasSuffix("/6") == true && outcome.run?.note == nil, "\(outcome.words)")
  }

  @Test func `who may not start is told so`() async throws {
    let stage = try Stage()
    stage.sandbox.inject(.status(403, times: 1), at: "tca", now: stage.clock.now)
    #expect(await stage.scan(["branch": "clean"]).exitCode == .refused)
    #expect(stage.starts == 0)
  }

  // MARK: The line

  /// Before the analysis server nginx says no in HTML; that is no number, and no reason to call the scan a failure.
  @Test(arguments: [401, 403, 404]) func `a result that may not be read is inconclusive`(_ status: Int) async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "clean"]) { event in
      if case .reporting = event { stage.sandbox.inject(.status(status, times: 9), at: "tca", now: stage.clock.now) }
    }
    #expect(outcome.verdict == .inconclusive, "\(outcome.words)")
  }

  @Test func `a bad line changes nothing`() async throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let stage = try Stage()
      var plan = FaultyTransport.Plan()
      plan.share = 0.25
      plan.strikes = { _, request in request.path.hasSuffix("/detail/") }
      let line = FaultyTransport(SandboxTransport(stage.sandbox, timing: stage.clock.timing), clock: stage.clock, seed: seed, plan: plan)
      let job = try stage.connection(over: line).job(named: "scan").job(
        ["branch": "clean"], on: stage.connection(retry: RetryPolicy(), over: line))
      let outcome = await JobRun(job, timing: stage.clock.timing, entropy: .counting()).drive()
      #expect(outcome.verdict == .passed && stage.starts == 1, "seed \(seed): \(outcome.words)")
    }
  }
}
