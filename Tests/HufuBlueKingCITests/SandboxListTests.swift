import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuBlueKingCI

/// Lists over all their pages, and what the platform does to them.
@Suite struct SandboxListTests {
  static func names(_ stage: Stage, _ operation: String, _ member: String, _ arguments: Arguments = [:]) async throws -> [String] {
    var names: [String] = []
    for try await item in try stage.connection.items(operation, arguments) { names.append(item[member]?.scalarText ?? "?") }
    return names
  }

  @Test(arguments: ["v3", "v4"]) func `all projects`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let codes = try await Self.names(stage, "projects.list", "projectCode")
    #expect(codes == Project.all.map(\.code))
    #expect(stage.sandbox.journal.count == (api == "v3" ? 1 : 2))
  }

  @Test(arguments: ["v3", "v4"]) func `all pipelines`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let names = try await Self.names(stage, "pipelines.list", "pipelineName")
    #expect(names.count == Pipeline.all.count { $0.project == "demo" } && Set(names).count == names.count)
    #expect(stage.sandbox.journal.count == 2)
  }

  @Test(arguments: ["v3", "v4"]) func `all builds, latest first`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let numbers = try await Self.names(stage, "builds.list", "buildNum").compactMap { Int($0) }
    #expect(numbers == (1...126).reversed())
    #expect(stage.sandbox.journal.count == 7)
  }

  @Test func `a page holds a hundred at most, and says so`() async throws {
    let stage = try Stage()
    let page = try await stage.call("builds.list", ["size": 500])
    #expect(page["pageSize"]?.int == 100 && page["records"]?.elements?.count == 100)
    #expect(page["count"]?.int == 126 && page["totalPages"]?.int == 2)
    #expect(try await Self.names(stage, "builds.list", "id", ["size": 500]).count == 126)
  }

  @Test func `a page that comes twice loses nothing and doubles nothing`() async throws {
    let heard = Mutex<[Notice]>([])
    var options = ConnectionOptions()
    options.notice = { notice in heard.withLock { $0.append(notice) } }
    let stage = try Stage(options: options)
    stage.sandbox.inject(.movingTotal, now: stage.clock.now)
    let numbers = try await Self.names(stage, "builds.list", "buildNum", ["size": 50])
    #expect(numbers.count == 126 && Set(numbers).count == 126)
    #expect(heard.withLock { $0.contains { $0.kind == .paging } })
  }

  @Test func `a repeated page is asked for again, and reported`() async throws {
    let heard = Mutex<[Notice]>([])
    var options = ConnectionOptions()
    options.notice = { notice in heard.withLock { $0.append(notice) } }
    let stage = try Stage(options: options)
    stage.sandbox.inject(.duplicatedPage(times: 1), now: stage.clock.now)
    let numbers = try await Self.names(stage, "builds.list", "buildNum", ["size": 50])
    #expect(numbers.count == 126 && Set(numbers).count == numbers.count)
    #expect(heard.withLock { $0.contains { $0.kind == .paging } })
  }

  @Test func `artifacts are read until a page is empty, whatever the counts say`() async throws {
    let pages = [3, 1, 2, 0].enumerated().map { page, count in
      let records = (0..<count).map { item in #"{"fullPath":"/\#(page)/\#(item)"}"# }.joined(separator: ",")
      return Result<APIResponse, TransportError>.success(
        APIResponse(200, body: Array(#"{"status":0,"data":{"count":\#(count),"page":1,"pageSize":3,"records":[\#(records)]}}"#.utf8)))
    }
    let transport = ScriptedTransport(pages)
    let connection = Connection(
      BlueKingCI(settings: .init()), .init(user: "admin"), at: SandboxTransport.endpoint(of: "bkci"), over: transport,
      timing: StepClock().timing, entropy: .counting())
    var paths: [String] = []
    for try await file in try connection.items("artifacts.list", ["project": "demo", "build": "b-1"]) {
      paths.append(file["fullPath"]?.text ?? "")
    }
    #expect(paths == ["/0/0", "/0/1", "/0/2", "/1/0", "/2/0", "/2/1"])
    #expect(transport.requests.map { $0.queryItems["page"] } == ["1", "2", "3", "4"])
  }

  @Test func `builds by state, starter and number`() async throws {
    let stage = try Stage()
    let failed = try await stage.call("builds.list", ["status": "FAILED,CANCELED", "size": 100])
    let states = Set((failed["records"]?.elements ?? []).compactMap { $0["status"]?.text })
    #expect(states == ["FAILED"] || states == ["CANCELED"] || states == ["FAILED", "CANCELED"])
    let mine = try await stage.call("builds.list", ["user": "lisi", "size": 100])
    #expect(Set((mine["records"]?.elements ?? []).compactMap { $0["userId"]?.text }) == ["lisi"])
    let some = try await stage.call("builds.list", ["numberFrom": 10, "numberTo": 12])
    #expect(some["records"]?.elements?.compactMap { $0["buildNum"]?.int } == [12, 11, 10])
  }

  @Test func `at least 120 builds have a log`() async throws {
    let stage = try Stage()
    var withLog = 0
    for try await build in try stage.connection.items("builds.list", ["size": 100]) {
      let log = try await stage.call("logs.init", ["build": .string(build["id"]?.text ?? "")])
      if log["status"]?.int == 0 { withLog += 1 } else { #expect(log["status"]?.int == 2) }
    }
    #expect(withLog == 123)
  }

  @Test func `a project that is not mine, and one that is not there`() async throws {
    let stage = try Stage("off", credentials: ["user": "lisi"])
    let forbidden = try await stage.refusal("pipelines.list", ["project": "payment"])
    #expect(forbidden.kind == .forbidden && forbidden.serverMessage?.contains("payment") == true)
    #expect(try await stage.refusal("pipelines.list", ["project": "nowhere"]).fault == "projectNotFound")
    #expect(try await stage.refusal("project.get", ["project": "nowhere"]).kind == .notFound)
  }

  @Test(arguments: ["v3", "v4"]) func `names, ids, definitions`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    #expect(try await stage.call("project.get")["englishName"]?.text == "demo")
    #expect(try await stage.call("pipeline.status")["latestBuildNum"]?.int == 126)
    let model = try await stage.call("pipeline.get")
    #expect(model["name"]?.text == "demo-build" && model["stages"]?.elements?.count == 3)
    let info = try await stage.call("build.startinfo")
    let type = info["properties"]?.elements?.first { $0["id"]?.text == "BUILD_TYPE" }
    #expect(type?["required"]?.bool == true && type?["options"]?.elements?.count == 2)
    #expect(try await stage.refusal("pipeline.get", ["pipeline": "p-0"]).fault == "pipelineNotFound")
  }

  @Test func `a mistyped or missing query parameter`() async throws {
    let stage = try Stage()
    let base = "/ms/openapi/api/apigw/v4/projects/demo/"
    let typed = try await #require(throws: APIError.self) {
      try await stage.connection.send(APIRequest(.get, base + "pipelines/pipeline_list", query: "page=one"))
    }
    #expect(typed.fault == "parameterType" && typed.status == 404)
    let missing = try await #require(throws: APIError.self) { try await stage.connection.send(APIRequest(.get, base + "build_status")) }
    #expect(missing.fault == "parameterMissing" && missing.serverMessage?.hasSuffix("parameter buildId") == true)
  }
}
