import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct SandboxPlanTests {
  /// Starts the plan of that place and gives its report.
  private func start(_ playground: Playground, _ index: Int, _ more: Arguments = [:]) async throws -> String {
    var arguments = more
    arguments.append("plan", .text(playground.plan(index)))
    return try await playground.client.call("plan.run", arguments, as: String.self)
  }

  private func state(_ playground: Playground, _ report: String, _ index: Int) async throws -> RunStatus.Phase {
    try await playground.client.phase(ofReport: report, plan: playground.plan(index), project: nil)
  }

  static let endings: [(Int, Verdict)] = [(0, .passed), (1, .failed), (2, .stopped), (3, .inconclusive)]

  @Test(arguments: MeterSphere.Generation.allCases, endings)
  func plansEndAsTheirNamesSay(_ generation: MeterSphere.Generation, _ ending: (index: Int, verdict: Verdict)) async throws {
    let playground = try Playground(generation)
    let report = try await start(playground, ending.index)
    if generation != .v3 { #expect(try await state(playground, report, ending.index) == .queued) }
    playground.clock.advance(by: .seconds(2))
    #expect(try await state(playground, report, ending.index) == .running)
    playground.clock.advance(by: .seconds(8))
    #expect(try await state(playground, report, ending.index) == .ended(ending.verdict))
  }

  @Test func v1SaysSuccessForAMomentBeforeItFails() async throws {
    let playground = try Playground(.v1)
    let report = try await start(playground, 1)
    playground.clock.advance(by: .seconds(4))
    #expect(try await state(playground, report, 1) == .ended(.passed))
    playground.clock.advance(by: .milliseconds(1200))
    #expect(try await state(playground, report, 1) == .ended(.failed))
  }

  @Test func v2AnswersASwallowedStartWithSuccess() async throws {
    let playground = try Playground(.v2)
    let lost = try await start(playground, 0, ["runWithinResourcePool": true, "pool": "no such pool"])
    #expect(try await state(playground, lost, 0) == .ended(.inconclusive))

    playground.sandbox.inject(.startSwallowed(times: 1), now: playground.clock.now)
    let never = try await start(playground, 0)
    let error = try #require(await playground.failure("report.status", ["report": .string(never)]) as? APIError)
    #expect(error.fault == "notOwner")
    #expect(try await state(playground, try await start(playground, 0), 0) == .queued)
  }

  @Test func v3DoesNotKnowAReportForAMoment() async throws {
    let playground = try Playground(.v3)
    let report = try await start(playground, 0)
    let early = try #require(await playground.failure("report.get", ["report": .string(report)]) as? APIError)
    #expect(early.fault == "notOwner")
    #expect(early.kind.exitCode == .refused)
    playground.clock.advance(by: .seconds(1))
    #expect(await playground.failure("report.get", ["report": .string(report)]) == nil)
  }

  @Test func v3ThresholdMakesSuccessOfFailuresAndAStoppedRunReadsSuccess() async throws {
    let playground = try Playground(.v3)
    let passed = try await start(playground, 5), stopped = try await start(playground, 2)
    playground.clock.advance(by: .seconds(9))
    #expect(try await state(playground, passed, 5) == .ended(.passed))
    let detail = try JSONValue(parsing: try await playground.connection.call("report.get", ["report": .string(passed)]).payload)
    #expect(detail["resultStatus"] == "SUCCESS" && detail["passRate"] == "75.00" && detail["executeCount"]?["error"] == 2)
    let other = try JSONValue(parsing: try await playground.connection.call("report.get", ["report": .string(stopped)]).payload)
    #expect(other["resultStatus"] == "SUCCESS")
    #expect(try await state(playground, stopped, 2) == .ended(.stopped))
  }

  @Test func v3StopsARun() async throws {
    let playground = try Playground(.v3)
    let report = try await start(playground, 0)
    playground.clock.advance(by: .seconds(2))
    _ = try await playground.connection.call("report.stop", ["report": .string(report)])
    #expect(try await state(playground, report, 0) == .ended(.stopped))
  }

  @Test func v1TakesAnyUserAndV2OnlyARealOne() async throws {
    #expect(try await start(try Playground(.v1), 0, ["user": "王梅杰"]).count == 36)
    let error = try #require(await (try Playground(.v2)).failure("plan.run", ["user": "王梅杰"]) as? APIError)
    #expect(error.fault == "unknownUser")
    #expect(error.kind.exitCode == .refused)
    #expect(error.remedy?.en.contains("key.validate") == true)
  }

  @Test func theClientMayChooseTheReportsID() async throws {
    for generation in [MeterSphere.Generation.v1, .v2] {
      let playground = try Playground(generation)
      let mine = "123e4567-e89b-42d3-a456-426614174000"
      #expect(try await start(playground, 0, ["report": .string(mine)]) == mine)
      #expect(try await state(playground, mine, 0) == .queued)
    }
  }

  @Test func anAnswerLostOnTheWayIsNotRepeatedAndCanBeLookedUp() async throws {
    let playground = try Playground(.v2)
    playground.sandbox.inject(.cut(.beforeHead, times: 1), now: playground.clock.now)
    let mine = "123e4567-e89b-42d3-a456-426614174000"
    let error = try #require(await playground.failure("plan.run", ["report": .string(mine)]) as? APIError)
    #expect(error.kind == .network && error.mayHaveExecuted)
    #expect(playground.sandbox.journal.count == 1)
    #expect(try await state(playground, mine, 0) == .queued)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func refusalsAreNotRetried(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    #expect((await playground.failure("plan.run", ["plan": .string(playground.plan(4))]) as? APIError)?.fault == "nothingToRun")
    #expect((await playground.failure("environments.list", ["project": "not-mine"]) as? APIError)?.kind == .forbidden)
    #expect(playground.sandbox.journal.count == 2)
    let unknown = try #require(await playground.failure("plan.get", ["plan": "no-such-plan"]) as? APIError)
    // v1 trips over the missing row, which looks like any failure of a server.
    #expect(unknown.kind == (generation == .v1 ? .server : .forbidden))
  }

  @Test func v1RunsWithoutAnEnvironmentMapTripOverIt() async throws {
    let error = try #require(await (try Playground(.v1)).failure("plan.run", ["envMap": .null]) as? APIError)
    #expect(error.kind == .server)
  }

  @Test func aForeignProjectInTheHeaderIsForbidden() async throws {
    let playground = try Playground(.v2, settings: ["project": "somebody-elses"])
    #expect((await playground.failure("plan.get") as? APIError)?.kind == .forbidden)
    // A project named in the call wins over the header.
    #expect(await playground.failure("plans.list") == nil)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func batchesStartEveryPlan(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let reply = try await playground.connection.call("plan.batch", ["plans": .string("\(playground.plan(0)),\(playground.plan(1))")])
    #expect(reply.payload == Array("null".utf8))
    // v3 lists reports that have a result.
    playground.clock.advance(by: .seconds(30))
    var names: [String] = []
    for try await item in try playground.connection.items("reports.list") { names.append(item["name"]?.text ?? "") }
    #expect(names.count == 2)
    #expect(names.contains { $0.hasPrefix("测试环境使用-") })
  }
}
