import Foundation
import HufuClient
import HufuSandbox
import HufuSandboxServer
import Testing

/// The vendors' own Python, as near to their documents as it runs (see the head of each file in Snippets), against the sandbox over HTTP.
///
/// Skipped where this machine cannot run it: the modules are no part of Hufu. To have them:
/// `python3 -m pip install requests pycryptodome cffi setuptools xxtea-py`.
@Suite(.timeLimit(.minutes(5))) struct VendorSnippetsTests {
  private func run(_ snippet: String, _ arguments: String...) async throws -> ProgramRun {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let interpreter = snippet.hasSuffix(".sh") ? "sh" : "python3"
    return try await ProgramRun.of(interpreter, [tests.appending(path: snippet).path] + arguments)
  }

  private func runMeterSphere(_ platform: ServedPlatform) async throws -> ProgramRun {
    try await run(
      "HufuCommandsTests/Snippets/metersphere.py", platform.url, try platform.sample("accessKey"), try platform.sample("secretKey"),
      try platform.sample("project"), try platform.sample("plan"))
  }

  @Test(.enabled(python: "requests", "Crypto")) func meterSphereRunsItsPlan() async throws {
    try await ServedPlatform.serve("metersphere", generation: "v1", mode: .real) { platform in
      let run = try await runMeterSphere(platform)
      #expect(run.isSuccess, "\(run.complaint)")
      #expect(run.output.contains("测试计划接口调用成功,测试计划报告地址为: \(platform.url)/sharePlanReport?shareId="))
      #expect(run.output.contains("报告页: 200 text/html"))
      #expect(platform.sandbox.journal.map(\.status) == [200, 200, 200, 200])
    }
  }

  /// The script signs once for its whole session; strict takes a signature only once.
  @Test(.enabled(python: "requests", "Crypto")) func strictMeterSphereRefusesTheSecondUseOfASignature() async throws {
    try await ServedPlatform.serve("metersphere", generation: "v1", mode: .strict) { platform in
      let run = try await runMeterSphere(platform)
      #expect(!run.output.contains("测试计划接口调用成功"))
      #expect(platform.sandbox.journal.map(\.status) == [200, 500])
      #expect(platform.sandbox.journal.last?.refusal?.hasPrefix("replayed") == true)
    }
  }

  @Test(.enabled(python: "requests", "xxtea"), arguments: SandboxOptions.Mode.allCases)
  func tianyiGoesFromPageToToken(mode: SandboxOptions.Mode) async throws {
    try await ServedPlatform.serve("tianyi", mode: mode) { platform in
      let run = try await run(
        "HufuCommandsTests/Snippets/tianyi.py", platform.url, try platform.sample("appId"), try platform.sample("appSecret"),
        try platform.sample("callbackUrl"))
      #expect(run.isSuccess, "\(run.complaint)")
      let lines = run.output.split(separator: "\n")
      try #require(lines.count == 2)
      #expect(lines[0].hasPrefix("{'code': 0, 'msg': '成功', 'data': '\(platform.url)/"))
      #expect(lines[1].hasPrefix("{'code': 0, 'msg': '成功', 'data': {'accessToken': '"))
    }
  }

  @Test(.enabled(python: "requests"), arguments: SandboxOptions.Mode.allCases)
  func codeAnalysisListsTheRepositories(mode: SandboxOptions.Mode) async throws {
    try await ServedPlatform.serve("tca", mode: mode) { platform in
      let run = try await run("HufuCommandsTests/Snippets/tca.py", platform.url, try platform.sample("token"))
      #expect(run.isSuccess, "\(run.complaint)")
      #expect(run.output.contains("'id': 23, 'name': 'repo_name'"))
      #expect(run.output.hasSuffix("'code': 0, 'msg': '请求成功', 'status_code': 200}\n"))
    }
  }

  @Test(.enabled(python: "requests"), arguments: SandboxOptions.Mode.allCases)
  func isRPACreatesItsJob(mode: SandboxOptions.Mode) async throws {
    try await ServedPlatform.serve("isrpa", mode: mode) { platform in
      let run = try await run(
        "HufuISRPATests/Fixtures/rpa_rest_2020_4.py", "http://\(platform.address.host)", "\(platform.address.port)",
        try platform.sample("accessKey"), try platform.sample("secretKey"))
      #expect(run.isSuccess, "\(run.complaint)")
      let lines = run.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines.allSatisfy { $0.hasPrefix(#"{"code": 200, "msg": "success", "result": {"#) })
      #expect(lines.last?.contains(#""name": "财务日报", "robot": "机器人/一号""#) == true)
    }
  }

  @Test(.enabled(python: "requests"), arguments: SandboxOptions.Mode.allCases)
  func blueKingListsTheProjects(mode: SandboxOptions.Mode) async throws {
    try await ServedPlatform.serve("bkci", mode: mode) { platform in
      let run = try await run("HufuCommandsTests/Snippets/bkci.py", platform.url, "bk_token=anything")
      #expect(run.isSuccess, "\(run.complaint)")
      #expect(run.output.hasPrefix("admin "))
      #expect(run.output.contains("\n200 {'status': 0, 'data': [{"))
    }
  }

  @Test(.enabledWithCurl, arguments: SandboxOptions.Mode.allCases)
  func blueKingListsTheProjectsByCurl(mode: SandboxOptions.Mode) async throws {
    try await ServedPlatform.serve("bkci", mode: mode) { platform in
      let snippet = "HufuCommandsTests/Snippets/bkci.sh"
      let signedIn = try await run(snippet, platform.url, "bk_token=anything")
      #expect(signedIn.isSuccess, "\(signedIn.complaint)")
      #expect(signedIn.output.hasPrefix(#"{"status":0,"data":[{"#))
      #expect(signedIn.output.hasSuffix("\n200\n"))
      let stranger = try await run(snippet, platform.url, "theme=dark")
      #expect(stranger.output == "Request accessToken is empty.\n400\n")
      #expect(platform.sandbox.journal.map(\.status) == [200, 200, 401, 400])
    }
  }
}
