import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

struct SandboxTransportTests {
  private let sandbox: Sandbox
  private let clock = StepClock()
  private let transport: SandboxTransport

  init() throws {
    sandbox = try SandboxPlan([EchoPlatform.self]).sandbox()
    transport = SandboxTransport(sandbox, timing: clock.timing)
  }

  private func ask(_ request: APIRequest, at mount: String = "echo") async throws -> APIResponse {
    try await transport.open(request, to: SandboxTransport.endpoint(of: mount)).collect(upTo: 1 << 20)
  }

  @Test(arguments: ["/a+b//c%2Fd/", "/", "/%E4%B8%AD?x=1+2&y=%2B&&z=a=b?c", "//", "/?"])
  func theTargetArrivesAsWritten(_ target: String) async throws {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = halves.count > 1 ? String(halves[1]) : ""
    let echo = try await JSONValue(parsing: ask(APIRequest(.get, String(halves[0]), query: query)).body)
    #expect(echo["path"]?.text == Hex.encode(Array(halves[0].utf8)))
    #expect(echo["query"]?.text == Hex.encode(Array(query.utf8)))
  }

  @Test func whatAProxyWouldTellIsThereUnlessSent() async throws {
    let plain = try await JSONValue(parsing: ask(APIRequest(.get, "/", headers: [HeaderField("aCCessKey", "k")]), at: "echo@old").body)
    #expect(
      plain["headers"] == [
        ["Host", "127.0.0.1:7800"], ["aCCessKey", "k"], ["X-Forwarded-Prefix", "/echo@old"], ["X-Real-IP", "127.0.0.1"],
      ])
    let sent = [HeaderField("host", "h"), HeaderField("x-forwarded-prefix", "/p"), HeaderField("x-real-ip", "10.0.0.1")]
    let full = try await JSONValue(parsing: ask(APIRequest(.get, "/", headers: sent)).body)
    #expect(full["headers"] == [["host", "h"], ["x-forwarded-prefix", "/p"], ["x-real-ip", "10.0.0.1"]])
  }

  @Test(arguments: ["/a b", "/中", "/a\u{7F}", "/a\r\nX: y"])
  func aTargetThatCannotGoOnTheWireIsNotSent(_ path: String) async {
    let error = await #expect(throws: TransportError.self) { try await ask(APIRequest(.get, path)) }
    #expect(error?.reason == .unsendable)
    #expect(sandbox.journal.isEmpty)
  }

  @Test func anAnswerToHeadHasNoBody() async throws {
    let answer = try await ask(APIRequest(.head, "/large"))
    #expect(answer.status == 200)
    #expect(answer.body.isEmpty)
  }

  @Test func slownessIsSlept() async throws {
    sandbox.inject(.slow(milliseconds: 2000), now: clock.now)
    _ = try await ask(APIRequest(.get, "/"))
    #expect(clock.sleeps == [.seconds(2)])
  }

  @Test(arguments: [(SandboxCut.unprocessed, TransportError.Reason.notConnected, false), (.beforeHead, .lost, true)])
  func aCutBeforeTheAnswerIsAnError(_ cut: SandboxCut, reason: TransportError.Reason, mayHaveExecuted: Bool) async throws {
    sandbox.inject(.cut(cut, times: 1), now: clock.now)
    let error = await #expect(throws: TransportError.self) { try await ask(APIRequest(.get, "/")) }
    #expect(error?.reason == reason)
    #expect(error?.mayHaveExecuted == mayHaveExecuted)
    #expect(try await ask(APIRequest(.get, "/")).status == 200)
  }

  @Test func aCutInTheBodyComesAfterItsBytes() async throws {
    sandbox.inject(.cut(.afterBytes(100), times: 1), now: clock.now)
    let incoming = try await transport.open(APIRequest(.get, "/large"), to: SandboxTransport.endpoint(of: "echo"))
    var received = 0
    let error = await #expect(throws: TransportError.self) { for try await chunk in incoming.body { received += chunk.count } }
    #expect(incoming.head.status == 200)
    #expect(received == 100)
    #expect(error?.reason == .lost)
  }
}
