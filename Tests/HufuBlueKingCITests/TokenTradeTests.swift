import HufuBlueKingCI
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@Suite struct TokenTradeTests {
  /// The answer names a moment of the server's clock. Ours is ahead by more than a token's life.
  @Test(arguments: [7 * 86_400, 0, -7 * 86_400]) func `a clock that is days off does not trade the cookie for every call`(
    seconds: Int64
  ) async throws {
    let stage = try Stage(credentials: ["loginCookie": "session-1"])
    let clock = StepClock(stage.clock.now + .seconds(seconds))
    let connection = try BlueKingCI.connect(
      credentials: ["loginCookie": Secret("session-1")], settings: [:], at: SandboxTransport.endpoint(of: "bkci"), over: stage.transport,
      timing: clock.timing, entropy: .counting(), defaults: [:], options: ConnectionOptions())
    let token = try #require(try await connection.token())
    #expect(token.expires == clock.now + .seconds(86_400))
    for _ in 0..<3 { _ = try await connection.call("projects.list") }
    #expect(stage.sandbox.journal.count { $0.path.hasSuffix("/token/get") } == 1)
  }
}
