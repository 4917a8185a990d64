import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// Long runs, runs taken up again, runs stopped.
@Suite struct PlanFollowTests {
  static let generations = MeterSphere.Generation.allCases

  @Test(arguments: generations) func everyQuestionIsSignedAnewThroughThirtyFiveMinutes(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation, mode: .strict)
    let drive = try await playground.drive(["plan": "长跑（三十五分钟）"])
    #expect(drive.verdict == .passed)
    #expect(drive.outcome.elapsed > .seconds(35 * 60))
    let tickets = playground.wire.requests.compactMap { $0.headers["signature"] }
    #expect(tickets.count > 70)
    #expect(Set(tickets).count == tickets.count)
  }

  @Test(arguments: generations) func oneTicketForAllWouldDie(_ generation: MeterSphere.Generation) async throws {
    // What the document's script does: one signature on the session, for every later call.
    let ticket = Locked<String?>(nil)
    let playground = try Playground(generation, correctsSkew: false) { _, request, pass in
      let first = ticket.value ?? request.headers["signature"]
      ticket.value = first
      var request = request
      request.headers.removeAll { $0.name == "signature" }
      request.headers.append(HeaderField("signature", first ?? ""))
      return try await pass(request)
    }
    let drive = try await playground.drive(["plan": "长跑（三十五分钟）"])
    #expect(drive.fault == "expiredSignature")
    #expect(drive.outcome.exitCode == .authentication)
  }

  @Test func v3sFailuresInItsOwnWrapperAreBorne() async throws {
    let asked = Locked(0)
    let playground = try Playground(.v3) { operation, request, pass in
      guard operation == "report.status" else { return try await pass(request) }
      asked.value += 1
      guard (3...5).contains(asked.value) else { return try await pass(request) }
      return Incoming(Refusal.unhandled("java.sql.SQLTransientException").answer(.v3, path: request.path, wall: Timestamp(0)).response)
    }
    #expect(try await playground.drive(["plan": "测试环境使用"]).verdict == .passed)
  }

  // MARK: Resume

  @Test(arguments: generations) func aDetachedRunIsTakenUpByItsID(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let detached = try await playground.drive(["plan": "回归测试（有失败）"], detaches: true)
    let run = try #require(detached.outcome.run)
    #expect(detached.outcome.exitCode == .ok)
    #expect(!run.id.contains(" "))
    #expect(run.id.contains("/") == (generation == .v3))
    playground.clock.advance(by: .seconds(60))
    // Names are not needed: the run is there.
    let resumed = try await playground.drive([:], resume: run.id)
    #expect(resumed.verdict == .failed)
    #expect(resumed.outcome.run?.id == run.id)
    #expect(resumed.report?.title.hasPrefix("回归测试（有失败）-") == true)
    #expect(playground.starts == 1)
  }

  @Test(
    arguments: generations, ["", "x", "719186713/", "123e4567-e89b-42d3-a456-42661417400", "100001/123e4567-e89b-42d3-a456-426614174000"])
  func whatIsNoRunsIDIsRefusedBeforeAnythingIsAsked(_ generation: MeterSphere.Generation, _ id: String) async throws {
    let playground = try Playground(generation)
    let drive = try await playground.drive([:], resume: id)
    #expect(drive.outcome.exitCode == .usage)
    #expect(drive.outcome.run == nil)
    #expect(playground.wire.requests.isEmpty)
  }

  @Test(arguments: generations) func aRunNobodyKnowsIsInconclusive(_ generation: MeterSphere.Generation) async throws {
    let id = generation == .v3 ? "719186713000001/719186713000002" : "123e4567-e89b-42d3-a456-426614174000"
    let drive = try await Playground(generation).drive([:], resume: id)
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons == "No such run for 1m; check its id.")
  }

  // MARK: Stop

  /// Cancels the drive at its first look at a running plan.
  private func interrupted(_ playground: Playground, stops: Bool) async throws -> PlanDrive {
    let cancel = Locked<(@Sendable () -> Void)?>(nil)
    let (ready, go) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in ready { break }
      return try await playground.drive(["plan": "永不结束"], stopsWhenCancelled: stops) { event in
        if case .status(let status, _) = event, status.phase == .running { cancel.value?() }
      }
    }
    cancel.value = { task.cancel() }
    go.yield()
    return try await task.value
  }

  @Test func v3StopsARunWhenInterruptedAndAwaitsItsEnd() async throws {
    let playground = try Playground(.v3)
    let drive = try await interrupted(playground, stops: true)
    #expect(playground.wire.count(of: "report.stop") == 1)
    #expect(drive.verdict == .stopped)
    #expect(drive.outcome.exitCode == .stopped)
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func v1AndV2CannotStopARunAndSayWhy(_ generation: MeterSphere.Generation) async throws
  {
    let playground = try Playground(generation)
    let drive = try await interrupted(playground, stops: true)
    #expect(drive.outcome.exitCode == .interrupted)
    #expect(drive.outcome.canResume)
    var job = try playground.connection.job(named: "plan").job(["plan": "永不结束"], on: playground.connection)
    #expect(job.whyUnstoppable?.en == "v1 and v2 have no published call that stops a plan; stop it on MeterSphere's own page.")
    let error = await #expect(throws: UsageError.self) { try await job.stop() }
    #expect(error?.message == job.whyUnstoppable)
  }

  @Test func anInterruptAloneLeavesTheRunAlone() async throws {
    let playground = try Playground(.v3)
    let drive = try await interrupted(playground, stops: false)
    #expect(drive.outcome.exitCode == .interrupted)
    #expect(playground.wire.count(of: "report.stop") == 0)
  }

  @Test(arguments: generations) func earlierRunsTellHowLongItMayTake(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    _ = try await playground.drive(["plan": "测试环境使用"])
    let second = try await playground.drive(["plan": "测试环境使用"])
    let expected = second.events.compactMap { event -> Duration? in
      if case .status(_, let progress) = event { progress.expected } else { nil }
    }
    #expect(expected.first == .seconds(4))
  }

  /// Whose report it is, is refused in the server's language; the list tells what no text does.
  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func aReportNobodyKnowsIsUnseenInAnyLanguage(_ generation: MeterSphere.Generation)
    async throws
  {
    let playground = try Playground(generation) { operation, request, pass in
      guard operation == "report.status" else { return try await pass(request) }
      return Incoming(.json(500, ["success": false, "message": "Δεν έχετε πρόσβαση", "data": .null]))
    }
    let drive = try await playground.drive([:], resume: "123e4567-e89b-42d3-a456-426614174000")
    #expect(drive.phases == [.unseen])
    #expect(drive.verdict == .inconclusive)
  }

  /// A run that is listed is there, whatever the status call trips over.
  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func aRefusedQuestionAboutAListedRunIsTrouble(_ generation: MeterSphere.Generation)
    async throws
  {
    let asked = Locked(0)
    let playground = try Playground(generation) { operation, request, pass in
      guard operation == "report.status" else { return try await pass(request) }
      asked.value += 1
      guard asked.value < 4 else { return try await pass(request) }
      return Incoming(Refusal.notOwner.answer(generation, path: request.path, wall: Timestamp(0)).response)
    }
    let drive = try await playground.drive(["plan": "测试环境使用"])
    #expect(!drive.phases.contains(.unseen))
    #expect(drive.verdict == .passed)
  }

  /// The project given on the command line is the one whose lists are read.
  @Test(arguments: generations) func theProjectMayComeFromTheCommandLineAlone(_ generation: MeterSphere.Generation) async throws {
    let lost = Locked(false)
    let playground = try Playground(generation, hiding: ["project"]) { operation, request, pass in
      let answer = try await pass(request)
      guard operation == "plan.run", !lost.value else { return answer }
      lost.value = true
      _ = try await answer.collect(upTo: .max)
      throw TransportError(.lost, "the connection was closed before an answer")
    }
    let drive = try await playground.drive(["plan": "测试环境使用", "project": .string(playground.project)])
    #expect(drive.verdict == .passed, "\(drive.outcome)")
    for body in try playground.wire.bodies(of: "reports.list") { #expect(body["projectId"] == .string(playground.project)) }
    #expect(playground.wire.count(of: "reports.list") > 0)
  }
}
