import HufuClient
import HufuSandbox
import Testing

/// A raw request never leaves the profile's own prefix.
@Suite struct RawRequestTests {
  @Test(arguments: [
    "/../isrpa/oapi/v1/token", "http://127.0.0.1:7800/tca/../isrpa/oapi/v1/token", "/a/%2e%2e/%2e%2e/isrpa", "/..%2fisrpa", "/..;/x",
    "/a/./b",
    "/a\\..\\b", "/%252e%252e/x",
  ]) func dotSegmentsAreRefused(_ path: String) async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("request", "tca", "GET", path)
    #expect(outcome.exit == .usage, "\(outcome.errors)")
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func aTokenCallTakesTheProfilesOwnCredential() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("call", "isrpa", "token.get")
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(outcome.output.contains("<redacted>"))
  }
}
