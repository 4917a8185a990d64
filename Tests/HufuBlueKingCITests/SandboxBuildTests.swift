import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// Builds from start to end, and what people do to them.
@Suite struct SandboxBuildTests {
  @Test(arguments: ["v3", "v4"]) func `a build queues, runs and succeeds`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let started = try await stage.call("build.start", ["BUILD_TYPE": "release", "COUNT": 3])
    #expect(started["num"]?.int == 127 && started["executeCount"]?.int == 1)
    let build: Arguments = ["build": started["id"] ?? .null]
    #expect(try await stage.status(build) == "QUEUE")
    stage.wait(.seconds(1))
    let running = try await stage.call("build.status", build)
    #expect(running["status"]?.text == "RUNNING" && running["endTime"] == nil && running["startTime"]?.int != nil)
    stage.wait(.seconds(4))
    let ended = try await stage.call("build.status", build)
    #expect(ended["status"]?.text == "SUCCEED" && ended["endTime"]?.int != nil)
    #expect(ended["variables"]?["BUILD_TYPE"]?.text == "release" && ended["variables"]?["COUNT"]?.text == "3")
    #expect(ended["variables"]?["TARGET"]?.text == "linux-amd64" && ended["variables"]?["SIGN_KEY"]?.text == "******")
    #expect(ended["stageStatus"]?.elements?.compactMap { $0["status"]?.text } == ["SUCCEED", "SUCCEED", "SUCCEED"])
  }

  @Test func `a failing build names the step`() async throws {
    let stage = try Stage()
    let build = try await stage.start("demo-unit-test")
    stage.wait(.seconds(10))
    let ended = try await stage.call("build.detail", build)
    #expect(ended["status"]?.text == "FAILED")
    #expect(ended["errorInfoList"]?[0]?["taskName"]?.text == "单元测试")
    let element = ended["model"]?["stages"]?[2]?["containers"]?[0]?["elements"]?[0]
    #expect(element?["status"]?.text == "FAILED" && element?["errorMsg"]?.text?.isEmpty == false)
  }

  @Test func `a retry is the next execution of the same build, with a log of its own`() async throws {
    let stage = try Stage()
    let build = try await stage.start("demo-unit-test")
    #expect(try await stage.refusal("build.retry", build).kind == .invalid)
    stage.wait(.seconds(10))
    let again = try await stage.call("build.retry", build)
    #expect(
      again["executeCount"]?.int == 2 && again["id"] == build["build"].map { if case .text(let id) = $0 { .string(id) } else { .null } })
    stage.wait(.seconds(10))
    #expect(try await stage.status(build) == "SUCCEED")
    let first = try await stage.call("logs.init", build)["logs"]?.elements ?? []
    let second = try await stage.call("logs.init", build.with("executeCount", 2))["logs"]?.elements ?? []
    #expect(first.contains { $0["message"]?.text?.contains("##[error]") == true })
    #expect(!second.isEmpty && second.allSatisfy { $0["executeCount"]?.int == 2 })
    #expect(try await stage.refusal("logs.init", build.with("executeCount", 3)).kind == .invalid)
  }

  @Test func `STAGE_SUCCESS without an end is a build that waits`() async throws {
    let stage = try Stage()
    let build = try await stage.start("demo-release")
    stage.wait(.seconds(60))
    let waiting = try await stage.call("build.status", build)
    #expect(waiting["status"]?.text == "STAGE_SUCCESS" && waiting["endTime"] == nil)
    #expect(waiting["stageStatus"]?.elements?.compactMap { $0["status"]?.text }.last == "PAUSE")
    #expect(try await stage.refusal("stage.review", build.with("stage", "stage-1")).kind == .invalid)
    #expect(try await stage.call("stage.review", build.with("stage", "stage-4")) == true)
    #expect(try await stage.status(build) == "RUNNING")
    stage.wait(.seconds(2))
    #expect(try await stage.status(build) == "SUCCEED")
  }

  @Test func `STAGE_SUCCESS with an end is a build that was not let on`() async throws {
    let stage = try Stage()
    let build = try await stage.start("demo-release")
    stage.wait(.seconds(60))
    #expect(try await stage.call("stage.review", build.with("stage", "stage-4").with("cancel", true)) == true)
    let ended = try await stage.call("build.status", build)
    #expect(ended["status"]?.text == "STAGE_SUCCESS")
    #expect((ended["endTime"]?.int ?? 0) > (ended["startTime"]?.int ?? 0))
  }

  @Test func `a build can be stopped once`() async throws {
    let stage = try Stage()
    let build = try await stage.start("demo-build")
    stage.wait(.seconds(2))
    #expect(try await stage.call("build.stop", build) == true)
    let ended = try await stage.call("build.detail", build)
    #expect(ended["status"]?.text == "CANCELED" && ended["cancelUserId"]?.text == "admin")
    let error = try await stage.refusal("build.stop", build)
    #expect(error.fault == "buildEnded" && error.code == "2101182")
    stage.wait(.seconds(60))
    #expect(try await stage.status(build) == "CANCELED")
  }

  @Test func `others queue long, or are stopped by somebody else`() async throws {
    let stage = try Stage()
    let queued = try await stage.start("demo-macos"), cancelled = try await stage.start("demo-nightly")
    stage.wait(.seconds(5))
    let state = try await stage.call("build.status", queued)
    #expect(state["status"]?.text == "QUEUE" && state["currentQueuePosition"]?.int == 1 && state["startTime"] == nil)
    #expect(try await stage.status(cancelled) == "CANCELED")
    stage.wait(.seconds(10))
    #expect(try await stage.status(queued) == "SUCCEED")
  }

  @Test func `several builds at once`() async throws {
    let stage = try Stage()
    let first = try await stage.call("build.start")["id"] ?? .null, second = try await stage.call("build.start")["id"] ?? .null
    stage.wait(.seconds(10))
    let states = try await stage.call("builds.statuses", ["builds": .array([first, second, "b-unknown"])])
    #expect(states.elements?.compactMap { $0["status"]?.text } == ["SUCCEED", "SUCCEED"])
  }

  @Test func `starts that are refused`() async throws {
    var options = ConnectionOptions()
    options.retry = .none
    let stage = try Stage(options: options)
    let frozen = try await stage.pipeline("demo-frozen")
    #expect(try await stage.refusal("build.start", ["pipeline": .string(frozen)]).fault == "pipelineLocked")
    for _ in 0..<5 { _ = try await stage.call("build.start") }
    let error = try await stage.refusal("build.start")
    #expect(error.fault == "startTooFrequent" && error.code == "2101020" && error.kind.exitCode == .throttled)
    stage.wait(.seconds(1))
    _ = try await stage.call("build.start")
    let request = APIRequest(
      .post, "/ms/openapi/api/apigw/v4/projects/demo/build_start", query: "pipelineId=\(Pipeline.main.id)",
      body: .bytes(Array(#"{"A":{"b":1}}"#.utf8)))
    #expect(try await #require(throws: APIError.self) { try await stage.connection.send(request) }.kind == .invalid)
  }

  @Test func `too many starts are spread by the retry, and none is lost or doubled`() async throws {
    let stage = try Stage()
    for _ in 0..<12 { _ = try await stage.call("build.start") }
    #expect(try await stage.call("pipeline.status")["buildCount"]?.int == 138)
    #expect(stage.clock.sleeps.count > 0)
  }

  @Test func `a start whose answer is lost is not repeated`() async throws {
    let stage = try Stage()
    stage.sandbox.inject(.cut(.beforeHead, times: 1), now: stage.clock.now)
    let error = try await stage.refusal("build.start")
    #expect(error.mayHaveExecuted)
    let mine = try await stage.call("builds.list", ["user": "admin", "queuedFrom": .int(stage.clock.now.milliseconds)])
    #expect(mine["records"]?.elements?.compactMap { $0["buildNum"]?.int } == [127])
    // While it waits for a machine there is no start time to find it by.
    let running = try await stage.call("builds.list", ["user": "admin", "from": .int(stage.clock.now.milliseconds)])
    #expect(running["records"]?.elements?.isEmpty == true)
  }

  @Test func `a swallowed start is answered, and cannot be found`() async throws {
    let stage = try Stage()
    _ = try await stage.call("pipeline.status")
    stage.sandbox.inject(.startSwallowed(times: 1), now: stage.clock.now)
    let id = try #require(try await stage.call("build.start")["id"])
    let error = try await stage.refusal("build.status", ["build": id])
    #expect(error.fault == "buildNotFound" && error.code == "2101163")
    #expect(error.serverMessage == "流水线构建[\(id.text ?? "")]不存在")
    #expect(try await stage.call("pipeline.status")["buildCount"]?.int == 126)
  }

  @Test(arguments: ["v3", "v4"]) func `artifacts come in pages, to be fetched at their own address`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let started = try await stage.call("build.start", ["TARGET": "linux-arm64"])
    let build: Arguments = ["build": started["id"] ?? .null]
    #expect(try await stage.call("artifacts.list", build)["records"] == [])
    stage.wait(.seconds(10))
    var paths: [String] = []
    for try await file in try stage.connection.items("artifacts.list", build) { paths.append(file["fullPath"]?.text ?? "") }
    #expect(paths.count == 24 && Set(paths).count == 24)
    #expect(paths[0].hasSuffix("/demo-linux-arm64.tar.gz"))
    let url = try #require(try await stage.call("artifact.url", ["path": .string(paths[0])])["url"]?.text)
    let halves = url.split(separator: "?", maxSplits: 1).map(String.init)
    let request = APIRequest(.get, halves[0], query: halves[1])
    let file = try await stage.connection.download(request).collect(upTo: 1 << 20)
    #expect(file.text == "demo-build #127 demo-linux-arm64.tar.gz\n")
    #expect(try await stage.raw(APIRequest(.get, halves[0], query: "token=x")).status == 401)
  }
}
