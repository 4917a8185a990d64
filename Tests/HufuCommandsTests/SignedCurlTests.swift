import HufuClient
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import HufuTesting
import Testing

/// What `hufu sign --format curl` prints, pasted into a shell: curl sends it, and the platform takes it. Skipped where there is no curl.
@Suite(.timeLimit(.minutes(5)), .enabledWithCurl) struct SignedCurlTests {
  /// One request, and the member that makes its answer a good one.
  struct Call: CustomTestStringConvertible {
    var profile: String
    var method: String
    var path: String
    var items: [String] = []
    var needsToken = false
    var good: JSONValue.Member

    var testDescription: String { "\(profile) \(method) \(path)" }
  }

  private static let calls = [
    Call(profile: "ms", method: "GET", path: "/setting/user/key/validate", good: .init("success", true)),
    Call(profile: "ms-v1", method: "GET", path: "/user/key/validate", good: .init("success", true)),
    Call(profile: "ms-v3", method: "GET", path: "/user/api/key/validate", good: .init("code", 100_200)),
    Call(
      profile: "tianyi", method: "POST", path: "/open/oauth/login/getAuthPageUrl",
      items: ["callbackUrl=http://127.0.0.1:8889/callback", "state=虎符 'a' \"b\" $c", "loginClientType=10010"], good: .init("code", 0)),
    Call(
      profile: "tianyi", method: "POST", path: "/open/token/device/getAllDeviceListNew", items: ["lastId=0", "pageSize=5"],
      needsToken: true, good: .init("code", 0)),
    Call(
      profile: "tca", method: "GET", path: "/server/main/api/orgs/helloworld/teams/hellotca/repos/?limit=12&offset=0",
      good: .init("code", 0)),
    Call(
      profile: "isrpa", method: "POST", path: "/oapi/v1/job/create", items: ["流程=对账", #"note=it's 100% "a+b" & 机器人/一号"#],
      needsToken: true, good: .init("code", 200)),
    Call(profile: "bkci", method: "GET", path: "/ms/openapi/api/apigw/v3/projects", good: .init("status", 0)),
    Call(profile: "bkci-off", method: "GET", path: "/ms/openapi/api/apigw/v3/projects", good: .init("status", 0)),
  ]

  @Test(arguments: SandboxOptions.Mode.allCases, calls) func aPastedLineSucceeds(mode: SandboxOptions.Mode, call: Call) async throws {
    let desk = try Desk(mode: mode)
    try await SandboxServer(desk.sandbox, plan: desk.plan, timing: desk.clock.timing).serve { address in
      try desk.write(SandboxProfiles.yaml(baseURL: address.baseURL, plan: desk.plan), to: "config.yaml", mode: 0o600)
      let token = call.needsToken ? ["--token", "literal:" + (try await lentToken(call.profile, desk))] : []
      let signed = await desk.run(["sign", call.profile, call.method, call.path] + call.items + token + ["--format", "curl"])
      try #require(signed.exit == .ok, "\(signed.errors)")
      #expect(signed.output.contains("'\(address.baseURL)/"))
      let run = try await ProgramRun.of("sh", ["-c", signed.output.dropLast() + #" --silent --show-error --write-out '\n%{http_code}'"#])
      #expect(run.isSuccess, "\(run.complaint)")
      let parts = run.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(parts.last == "200", "\(run.output)")
      let answer = try JSONValue(parsing: Array(parts.dropLast().joined(separator: "\n").utf8))
      #expect(answer[call.good.key] == call.good.value, "\(run.output)")
    }
  }

  private func lentToken(_ profile: String, _ desk: Desk) async throws -> String {
    let shown = await desk.hufu("token", "show", profile, "--reveal", "--output", "json")
    try #require(shown.exit == .ok, "\(shown.errors)")
    return try #require(try JSONValue(parsing: shown.outputBytes)["value"]?.text)
  }
}
