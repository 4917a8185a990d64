import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct SandboxRoutesTests {
  /// Arguments an operation cannot take from the profile's defaults.
  private func arguments(_ operation: Operation, _ playground: Playground, report: String, share: String) -> Arguments {
    var arguments = Arguments()
    for parameter in operation.parameters where parameter.isRequired || parameter.place == .wholeBody {
      switch parameter.name {
      case "report": arguments.append("report", .text(report))
      case "share": arguments.append("share", .text(share))
      case "plans": arguments.append("plans", .text(playground.plan(0)))
      case "scenario": arguments.append("scenario", .text(Numbering(generation: playground.generation).id(.scenario)))
      case "id": arguments.append("id", .text("123e4567-e89b-42d3-a456-426614174000"))
      case "key": arguments.append("key", .text(Numbering(generation: playground.generation).id(.key)))
      default: break
      }
    }
    return arguments
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func everyOperationIsAnswered(_ generation: MeterSphere.Generation) async throws {
    for operation in try MeterSphere(settings: .init(generation: generation)).catalogue.operations() {
      let playground = try Playground(generation)
      let report = try await playground.client.call("plan.run", as: String.self)
      playground.clock.advance(by: .seconds(2))
      let share = try await playground.client.call("report.share", ["report": .string(report)], as: MeterSphere.Share.self)
      let isAboutScenario = operation.name.hasPrefix("scenarioReport") || operation.name == "scenario.stop"
      let arguments = arguments(
        operation, playground, report: isAboutScenario ? try await startScenario(playground) : report, share: share.id ?? "")
      let reply = try await playground.connection.call(operation.name, arguments)
      #expect(reply.response.status == 200, "\(operation.name)")
      if operation.effect == .read { #expect(reply.payload.count > 2 && reply.payload != Array("null".utf8), "\(operation.name)") }
    }
  }

  private func startScenario(_ playground: Playground) async throws -> String {
    let scenario = JSONValue.string(Numbering(generation: playground.generation).id(.scenario))
    let arguments: Arguments = playground.generation == .v3 ? ["scenario": scenario] : ["scenario": scenario, "id": "x"]
    let answer = try JSONValue(parsing: try await playground.connection.call("scenario.run", arguments).payload)
    return try #require((answer["taskItem"] ?? answer[0])?["reportId"]?.text)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func scenariosRunAndEnd(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let report = try await startScenario(playground)
    func status() async throws -> JSONValue? {
      let answer = try JSONValue(parsing: try await playground.connection.call("scenarioReport.get", ["report": .string(report)]).payload)
      return answer[generation == .v3 ? "execStatus" : "status"]
    }
    #expect(try await status() == "RUNNING")
    playground.clock.advance(by: .seconds(3))
    #expect(try await status() == (generation == .v3 ? "COMPLETED" : "SUCCESS"))
  }

  @Test func reportsNameTheirFailedCases() async throws {
    let v2 = try Playground(.v2), v3 = try Playground(.v3)
    let classic = try await v2.client.call("plan.run", ["plan": .string(v2.plan(1))], as: String.self)
    v2.clock.advance(by: .seconds(9))
    let detail = try JSONValue(parsing: try await v2.connection.call("report.get", ["report": .string(classic)]).payload)
    #expect(detail["apiFailureCases"]?.elements?.count == 2 && detail["passRate"] == 0.75 && detail["apiAllCases"]?.elements?.count == 8)
    let modern = try await v3.client.call("plan.run", ["plan": .string(v3.plan(1))], as: String.self)
    v3.clock.advance(by: .seconds(9))
    var failed = 0
    for try await item in try v3.connection.items("reportCases.list", ["report": .string(modern)])
    where item["executeResult"]?.text == "ERROR" {
      failed += 1
    }
    #expect(failed == 2)
  }

  @Test func unknownPathsAndMethodsAreRefusedAsTheRealOneDoes() throws {
    func ask(_ generation: MeterSphere.Generation, _ method: HufuSigning.Method, _ path: String) throws -> (Int, JSONValue) {
      let playground = try Playground(generation)
      let answer = playground.send(try playground.signed(APIRequest(method, path)))
      return (answer.status, try playground.json(answer))
    }
    #expect(try ask(.v1, .get, "/no/such").0 == 404)
    #expect(try ask(.v2, .get, "/nowhere/x").1["message"] == "404 NOT_FOUND")
    #expect(try ask(.v2, .get, "/track/no/such").1["error"] == "Not Found")
    #expect(try ask(.v3, .get, "/test-plan/page/x").0 == 404)
    let method = try ask(.v3, .delete, "/test-plan/page")
    #expect(method.0 == 405 && method.1["code"] == 405)
    #expect(try ask(.v1, .get, "/test/plan/run").0 == 405)
  }

  @Test func theSameSeedGivesTheSameWorld() throws {
    func names(_ seed: UInt64) throws -> [String] { SandboxPlan.all(Numbering(generation: .v2), seed: seed).map(\.name) }
    #expect(try names(1) == names(1))
    #expect(try names(1) != names(2))
    #expect(try names(1).prefix(1) == ["测试环境使用"])
  }

  @Test func aForgottenGenerationIsExplained() async throws {
    let playground = try Playground(.v3, settings: ["generation": "v2", "workspace": "100001"])
    let error = try #require(await playground.failure("key.validate") as? APIError)
    #expect(error.fault == "unknownPath")
    #expect(error.remedy?.zh.contains("generation") == true)
  }
}
