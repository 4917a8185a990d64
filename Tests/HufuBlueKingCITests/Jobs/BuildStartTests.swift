import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

private let both = BlueKingCI.Settings.API.allCases

/// What a start sends, and what it refuses to send.
@Suite struct BuildStartTests {
  private func refusal(
    _ api: BlueKingCI.Settings.API, _ pipeline: String, _ arguments: Arguments
  ) async throws -> String {
    let drive = try BuildDrive(api)
    let heard = try await drive.run(pipeline, arguments)
    let error = try #require(heard.error as? UsageError)
    #expect(heard.exit == .usage)
    #expect(drive.line.starts.isEmpty)
    return error.message.zh + error.message.en + (error.remedy.map { $0.zh + $0.en } ?? "")
  }

  private func body(_ drive: BuildDrive) throws -> String {
    let request = try #require(drive.line.starts.first)
    return String(decoding: request.body.bytes ?? [], as: UTF8.self)
  }

  // MARK: Names

  @Test(arguments: both, ["demo", "虎符演示"]) func `project and pipeline go by name or id`(
    api: BlueKingCI.Settings.API, project: String
  ) async throws {
    let drive = try BuildDrive(api)
    let id = drive.pipeline("service-07")
    for pipeline in ["service-07", id] {
      let heard = try await drive.run(pipeline, ["project": .string(project)], detach: true)
      #expect(heard.outcome.run?.id.hasPrefix("demo/\(id)/b-") == true)
    }
  }

  @Test(arguments: both) func `a project beyond the ten of v4's first page is found`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("sandbox-build", ["project": "沙箱试验田"], detach: true)
    #expect(heard.outcome.run?.id.hasPrefix("sandbox/p-") == true)
  }

  @Test(arguments: both) func `an unknown name lists what there is, the nearest first`(api: BlueKingCI.Settings.API) async throws {
    let pipeline = try await refusal(api, "demo-relase", [:])
    #expect(pipeline.contains("是不是「demo-release」？现有：demo-release (p-"))
    let project = try await refusal(api, "demo-build", ["project": "支付中抬"])
    #expect(project.contains("Did you mean \"支付中台\"? There are: 支付中台 (payment)"))
  }

  @Test func `a name several have asks for the id`() {
    let twins = [Entry(id: "p-1", name: "same"), Entry(id: "p-2", name: "same")]
    let error = #expect(throws: UsageError.self) {
      try twins.only("same", kind: Bilingual(zh: "流水线", en: "pipeline"), whenEmpty: Bilingual(zh: "", en: ""))
    }
    #expect(error?.message.en == "There are 2 pipelines named \"same\": same (p-1), same (p-2).")
  }

  @Test func `a name that is only part of others' names is not taken for one of them`() async throws {
    // The search finds by part.
    #expect(try await refusal(.v4, "demo", [:]).contains("没有叫「demo」的流水线"))
  }

  // MARK: Start parameters

  @Test(arguments: both) func `without parameters an empty object goes out`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    _ = try await drive.run("demo-build", detach: true)
    #expect(try body(drive) == "{}")
  }

  @Test(arguments: both) func `every value goes out as a text, in one flat object`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run(
      "demo-form", ["NOTE": "n", "RETRIES": 5, "SKIP_LINT": true, "CHANNELS": "beta,partner", "buildNo": 7], detach: true)
    #expect(heard.outcome.run != nil, "\(heard.said)")
    #expect(try body(drive) == #"{"NOTE":"n","RETRIES":"5","SKIP_LINT":"true","CHANNELS":"beta,partner"}"#)
    #expect(drive.line.starts.first?.queryItems["buildNo"] == "7")
  }

  @Test(arguments: both) func `a parameter's value must be one of its options`(api: BlueKingCI.Settings.API) async throws {
    let text = try await refusal(api, "demo-build", ["BUILD_TYPE": "relase"])
    #expect(text.contains("BUILD_TYPE") && text.contains("relase") && text.contains("是不是 release？可选：debug, release。"))
  }

  @Test(arguments: [
    (["NOTE": "n", "CHANNELS": "beta,shop"] as [String: String], "CHANNELS 的值 shop"), (["NOTE": "n", "RETRIES": "many"], "应为整数"),
    (["NOTE": "n", "SKIP_LINT": "yes"], "可选：true, false"), (["NOTE": "n", "VERSION": "4"], "只读"), ([:], "启动参数 NOTE 不能为空：发布说明"),
    (["NOTE": ""], "启动参数 NOTE 不能为空"), (["NOTE": "n", "CHANNELS": "store"], "启动参数 REASON 不能为空"),
    (["NOTE": "n", "NOTES": "x"], "没有启动参数 NOTES"),
  ])
  func `what the pipeline does not take is refused before anything starts`(values: [String: String], text: String) async throws {
    var arguments = Arguments()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { arguments.append(name, .text(value)) }
    for api in both {
      let said = try await refusal(api, "demo-form", arguments)
      #expect(said.contains(text), "\(said)")
    }
  }

  @Test(arguments: both) func `an unknown name is told the nearest, and may be sent unchecked`(api: BlueKingCI.Settings.API) async throws {
    let said = try await refusal(api, "demo-build", ["BUILD_TIPE": "release"])
    #expect(said.contains("是不是 BUILD_TYPE？启动参数：BUILD_TYPE=debug、TARGET=linux-amd64") && said.contains("--unchecked"))
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-build", ["BUILD_TIPE": "release", "unchecked": true], detach: true)
    #expect(heard.outcome.run != nil)
    #expect(try body(drive) == #"{"BUILD_TIPE":"release"}"#)
  }

  /// Unchecked is no less secret: what the form calls sensitive is not shown, and where there is no form, what sounds so.
  @Test(arguments: both, [200, 403, 500]) func `a sensitive value is never shown, unchecked either`(
    api: BlueKingCI.Settings.API, form: Int
  ) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      if form != 200, request.path.contains("tartupInfo") || request.path.contains("startup_info") {
        return Incoming(form, #"{"status":\#(form),"message":"你没有权限进行该操作"}"#)
      }
      return request.isStart ? Incoming(400, #"{"status":400,"message":"bad value hunter2-secret, release"}"#) : nil
    }
    let heard = try await drive.run("demo-build", ["SIGN_KEY": "hunter2-secret", "BUILD_TYPE": "release", "unchecked": true])
    #expect(heard.exit == .refused && !heard.said.contains("hunter2-secret") && heard.said.contains("release"), "\(heard.said)")
  }

  /// A look before the start that is not answered has started nothing: an error, and no run to look for.
  @Test(arguments: both) func `builds that cannot be read before the start are no lost start`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      guard request.path.hasSuffix("builds/history") || request.path.hasSuffix("build_histories") else { return nil }
      throw TransportError(.lost, "the connection was closed before an answer")
    }
    let heard = try await drive.run("demo-build")
    #expect(heard.exit == .failure && heard.verdict == nil && !heard.wasLost)
    #expect(drive.line.starts.isEmpty)
  }

  /// What is shown depends on other parameters' values, and those not given are what they are preset to.
  @Test func `a parameter shown by another's preset must be filled`() throws {
    func form(_ preset: String) -> StartForm {
      StartForm([
        "properties": [
          ["id": "MODE", "type": "STRING", "defaultValue": .string(preset)],
          ["id": "TARGET", "type": "STRING", "required": true, "valueNotEmpty": true, "displayCondition": ["MODE": "deploy"]],
        ]
      ])
    }
    #expect(throws: UsageError.self) { try form("deploy").check([]) }
    try form("build").check([])
    #expect(throws: UsageError.self) { try form("build").check([.init("MODE", "deploy")]) }
    try form("deploy").check([.init("MODE", "build")])
  }

  @Test(arguments: both) func `a sensitive value is never shown`(api: BlueKingCI.Settings.API) async throws {
    let said = try await refusal(api, "demo-form", ["NOTE": "n", "PIN": "hunter2-secret"])
    #expect(said.contains("PIN") && !said.contains("hunter2-secret"))
    // Not in what the server echoes, either.
    let drive = try BuildDrive(api) { request, _, _ in
      request.isStart ? Incoming(400, #"{"status":400,"message":"bad value hunter2-secret"}"#) : nil
    }
    let heard = try await drive.run("demo-build", ["SIGN_KEY": "hunter2-secret"])
    #expect(heard.exit == .refused && !heard.said.contains("hunter2-secret") && heard.said.contains("bad value"))
  }

  @Test(arguments: both) func `a name of ours that is also the pipeline's is asked about`(api: BlueKingCI.Settings.API) async throws {
    let said = try await refusal(api, "demo-form", ["NOTE": "n", "branch": "main"])
    #expect(said.contains(#"parameters:={"branch":"…"}"#))
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-form", ["NOTE": "n", "parameters": ["branch": "main"]], detach: true)
    #expect(heard.outcome.run != nil, "\(heard.said)")
    #expect(try body(drive) == #"{"NOTE":"n","branch":"main"}"#)
    #expect(drive.line.starts.first?.queryItems["branch"] == nil)
  }

  @Test(arguments: both) func `a pipeline people cannot start is started, and that is said`(api: BlueKingCI.Settings.API) async throws {
    let heard = try await BuildDrive(api).run("demo-form", ["NOTE": "n"])
    #expect(heard.verdict == .passed && heard.outcome.run?.note?.zh.contains("canManualStartup") == true)
  }

  @Test(
    arguments: [["A": .null], ["A": ["x"]], ["A": ["x": 1]], ["parameters": "text"], ["A": "1", "parameters": ["A": "2"]]] as [JSONValue])
  func `a value that is no text is refused`(arguments: JSONValue) async throws {
    var given: Arguments = ["pipeline": "demo-build"]
    for member in arguments.members ?? [] { given.append(member.key, .json(member.value)) }
    let connection = try BuildDrive(.v4).stage.connection
    let offer = try connection.job(named: "build")
    let all = given
    #expect(throws: UsageError.self) { try offer.job(all, on: connection) }
  }

  // MARK: Refusals

  @Test(arguments: both) func `a locked pipeline is refused, once`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-frozen")
    #expect(heard.exit == .refused && heard.outcome.run == nil && heard.said.contains("锁定"))
    #expect(drive.line.starts.count == 1)
  }

  @Test(arguments: both) func `a start that came too soon after others is tried again shortly, and starts one build`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api) { request, times, _ in
      request.isStart && times <= 8 ? Incoming(400, #"{"status":2101020,"message":"不能太频繁启动构建"}"#) : nil
    }
    let before = try await drive.count("demo-build")
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .passed && !heard.wasLost)
    #expect(drive.line.starts.count == 9)
    #expect(try await drive.count("demo-build") == before + 1)
  }

  @Test(arguments: both) func `a pipeline that is always started too often is given up`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.isStart ? Incoming(400, #"{"status":2101020,"message":"不能太频繁启动构建"}"#) : nil
    }
    let heard = try await drive.run("demo-build")
    #expect(heard.exit == .throttled && heard.outcome.run == nil && heard.outcome.elapsed < .seconds(60))
  }

  @Test(arguments: both, ["2101049", "2101190"]) func `other refusals of a start are not repeated`(
    api: BlueKingCI.Settings.API, code: String
  ) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.isStart ? Incoming(400, #"{"status":\#(code),"message":"no"}"#) : nil
    }
    let heard = try await drive.run("demo-build")
    #expect(heard.exit == .refused && drive.line.starts.count == 1)
  }
}

/// Starts whose answer did not come.
@Suite struct BuildLostStartTests {
  private static func losing(_ also: @escaping @Sendable () async throws -> Void = {}) -> Meddler.Meddle {
    { request, _, send in
      guard request.isStart else { return nil }
      _ = try await send()
      try await also()
      throw TransportError(.lost, "cut")
    }
  }

  @Test(arguments: both, ["demo-build", "demo-macos"])
  func `a start whose answer was cut is found, also while it is queued, and not repeated`(
    api: BlueKingCI.Settings.API, pipeline: String
  ) async throws {
    let drive = try BuildDrive(api, Self.losing())
    let before = try await drive.count(pipeline)
    let heard = try await drive.run(pipeline)
    #expect(heard.wasLost && heard.verdict == .passed && heard.outcome.run?.note?.zh.contains("回答丢失") == true)
    #expect(try await drive.count(pipeline) == before + 1)
    // Before the start, at the first look for it, and for what earlier ones took.
    #expect(drive.line.requests("histor").count == 3)
    #expect(heard.log.contains { $0.contains("128 tests from 17 suites") })
  }

  @Test(arguments: both) func `a start answered with 408 that began all the same is found`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-late")
    #expect(heard.wasLost && heard.verdict == .passed)
    #expect(try await drive.count("demo-late") == 2)
  }

  @Test(arguments: both, [408, 500, 502])
  func `a start answered with a server's failure that began nothing is inconclusive, and not repeated`(
    api: BlueKingCI.Settings.API, status: Int
  ) async throws {
    let drive = try BuildDrive(api) { request, _, _ in request.isStart ? Incoming(status, #"{"status":\#(status),"message":"x"}"#) : nil }
    let before = try await drive.count("demo-build")
    let heard = try await drive.run("demo-build")
    #expect(heard.wasLost && heard.verdict == .inconclusive && heard.exit == .inconclusive)
    #expect(drive.line.starts.count == 1)
    #expect(try await drive.count("demo-build") == before)
  }

  @Test(arguments: both) func `an answer that cannot be read is a lost one`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, send in
      guard request.isStart else { return nil }
      _ = try await send()
      return Incoming(200, #"{"status":0,"data":{}}"#)
    }
    let heard = try await drive.run("demo-build")
    #expect(heard.wasLost && heard.verdict == .passed)
  }

  @Test(arguments: both) func `two builds that may be it are ambiguous`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, send in
      guard request.isStart else { return nil }
      _ = try await send()
      _ = try await send()
      throw TransportError(.timeout, "no answer")
    }
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .inconclusive && heard.said.contains("可能由它启动的运行不止一个"))
  }

  @Test(arguments: both) func `a build that somebody else started meanwhile is not taken for ours`(api: BlueKingCI.Settings.API)
    async throws
  {
    // What goes out is the other's start, and nothing of ours.
    let drive = try BuildDrive(api) { request, _, _ in request.isStart ? Incoming(502, "<html>", "text/html") : nil }
    let other = try drive.other("zhangsan")
    let pipeline = drive.pipeline("demo-build")
    let heard = try await drive.run(
      "demo-build", deeds: [(.milliseconds(1), { _ = try await other.call("build.start", ["pipeline": .string(pipeline)]) })])
    #expect(heard.verdict == .inconclusive && heard.said.contains("找不到"))
    #expect(try await drive.count("demo-build") == 127)
  }

  @Test(arguments: both) func `a build of ours that was there just before is not taken for the lost one`(
    api: BlueKingCI.Settings.API
  ) async throws {
    for isStarted in [true, false] {
      let drive = try BuildDrive(api) { request, _, send in
        guard request.isStart else { return nil }
        if isStarted { _ = try await send() }
        throw TransportError(.lost, "cut")
      }
      let reply = try await drive.other().call("build.start", ["pipeline": .string(drive.pipeline("demo-build"))])
      let earlier = try #require(JSONSlice(reply.payload)["id"]?.text)
      drive.stage.wait(.seconds(2))
      let heard = try await drive.run("demo-build")
      #expect(heard.verdict == (isStarted ? .passed : .inconclusive))
      #expect(heard.outcome.run?.id.hasSuffix(earlier) != true)
    }
  }

  @Test(arguments: both) func `whose the token is must be known to find a build`(api: BlueKingCI.Settings.API) async throws {
    var credentials = Stage.variants[0].profile.credentials
    credentials["user"] = nil
    let drive = try BuildDrive(api, credentials: credentials, Self.losing())
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .inconclusive && heard.said.contains("set user in the profile"))
  }

  @Test(arguments: both, [-3600, 3600]) func `the time is the server's, however far its clock is off`(
    api: BlueKingCI.Settings.API, seconds: Int64
  ) async throws {
    let drive = try BuildDrive(api, Self.losing())
    drive.stage.sandbox.inject(.skew(milliseconds: seconds * 1000), now: drive.stage.clock.now)
    let heard = try await drive.run("demo-build")
    #expect(heard.wasLost && heard.verdict == .passed)
  }
}
