import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuTianyi

@Suite struct GrantTokensTests {
  @Test func `the portal's sample answer is read, lives in seconds`() throws {
    let rows = try #require(try Vectors.load("tianyi")["sample_envelopes"])
    let body = try #require(rows[0]?["body"]?.text)
    let payload = try AnswerEnvelopeTests.unwrap(body, as: "token.exchange")
    let token = try Tianyi.accessToken(from: utf8(payload), at: Timestamp(1000))
    #expect(token.value.reveal() == "IHUDifDnmCC2g3mVFzfvY09uP8Kpw08b")
    #expect(token.refresh?.reveal() == "QLGlcHJl61S56q4IZBITdFum9DoB2JVV")
    #expect(token.expires == Timestamp(604_801_000))
    #expect(token.refreshExpires == Timestamp(2_592_001_000))
    #expect(throws: APIError.self) { try Tianyi.accessToken(from: utf8(#"{"accessToken":""}"#), at: Timestamp(0)) }
  }

  @Test func `vcp_189 fetches directly, once, and renews with the refresh token`() async throws {
    let fixture = try Fixture()
    let connection = fixture.connection()
    _ = try await connection.call("device.get")
    _ = try await connection.call("device.get")
    #expect(fixture.sandbox.journal.count { $0.path == "/open/oauth/getAccessToken" } == 1)
    let tokens = try #require(connection.authorizer.tokens)
    let first = try #require(await tokens.current)
    #expect(first.subject == Tianyi.Sample.enterpriseUser)
    fixture.clock.advance(by: .seconds(604_800))
    _ = try await connection.call("device.get")
    let second = try #require(await tokens.current)
    #expect(second.value != first.value && second.refresh != first.refresh)
    #expect(second.subject == first.subject)
    #expect(fixture.sandbox.journal.allSatisfy { $0.refusal == nil })
  }

  @Test func `a spent refresh token falls back to the grant`() async throws {
    let fixture = try Fixture()
    let connection = fixture.connection()
    let tokens = try #require(connection.authorizer.tokens)
    let first = try await tokens.token()
    await tokens.adopt(AccessToken(Secret("Stale0000000000000"), refresh: first.refresh, expires: Timestamp(0)))
    _ = try await tokens.token()
    await tokens.adopt(AccessToken(Secret("Stale0000000000001"), refresh: first.refresh, expires: Timestamp(0)))
    _ = try await connection.call("device.get")
    #expect(fixture.sandbox.journal.contains { $0.refusal?.contains("refreshToken") == true })
    #expect(fixture.lastRefusal == nil)
  }

  @Test func `a refresh token past its life is not tried`() async throws {
    let fixture = try Fixture()
    let connection = fixture.connection()
    let tokens = try #require(connection.authorizer.tokens)
    _ = try await tokens.token()
    fixture.clock.advance(by: .seconds(2_592_001))
    _ = try await tokens.token()
    #expect(fixture.sandbox.journal.allSatisfy { $0.refusal == nil })
  }

  @Test func `a token refused in the middle of its life is renewed once`() async throws {
    let fixture = try Fixture()
    let connection = fixture.connection()
    _ = try await connection.call("device.get")
    fixture.sandbox.inject(.expireTokens, now: fixture.clock.now)
    _ = try await connection.call("device.get")
    #expect(
      fixture.sandbox.journal.map(\.path).suffix(3).map { $0.split(separator: "/").last.map(String.init) } == [
        "showDevice", "getAccessToken", "showDevice",
      ])
  }

  @Test(arguments: [(Tianyi.Grant.authCode, "hufu login"), (.code189, "tokenCode")])
  func `where a person must sign in the error says how`(grant: Tianyi.Grant, step: String) async throws {
    let fixture = try Fixture()
    let connection = fixture.connection(Fixture.settings { $0.grant = grant })
    let error = try #require(await failure { try await connection.call("device.get") } as? APIError)
    #expect(error.kind == .unauthenticated)
    #expect(error.remedy?.zh.contains(step) == true && error.remedy?.zh.contains("--token") == true)
    #expect(fixture.sandbox.journal.isEmpty)
  }

  @Test func `189_code exchanges the tokenCode the sandbox knows`() async throws {
    let connection = try Fixture().connection(Fixture.settings { $0.grant = .code189 })
    let payload = try await connection.call("token.exchange", ["grant": "189_code", "tokenCode": .string(Tianyi.Sample.tokenCode)]).payload
    #expect(try JSONSlice(payload)["expiresIn"]?.int == 86_400)
    let error = try #require(
      await failure { try await connection.call("token.exchange", ["grant": "189_code", "tokenCode": "x"]) } as? APIError)
    #expect(error.kind == .invalid)
  }

  /// An access token whose life is over, with a refresh token that is good.
  private func ended(_ fixture: Fixture) async throws -> AccessToken {
    let first = try #require(try await fixture.connection().token())
    return AccessToken(Secret("Ended000000000000"), refresh: first.refresh, expires: Timestamp(0))
  }

  private func exchanges(_ fixture: Fixture) -> Int { fixture.sandbox.journal.count { $0.path == "/open/oauth/getAccessToken" } }

  @Test func `a clock two hours off does not make anybody sign in`() async throws {
    let fixture = try Fixture(mode: .strict)
    let ended = try await ended(fixture)
    let ahead = StepClock(fixture.clock.now + .seconds(7200))
    let connection = fixture.connection(Fixture.settings { $0.grant = .authCode }, localClock: ahead)
    await connection.authorizer.tokens?.adopt(ended)
    let token = try #require(try await connection.token())
    #expect(exchanges(fixture) == 3)
    // Its life counts by our own clock, whatever the next process knows of the server's.
    #expect(token.expires == ahead.now + .seconds(604_800))
  }

  @Test func `a wrong appSecret is named, and the refresh token kept`() async throws {
    let fixture = try Fixture()
    let ended = try await ended(fixture)
    var wrong = Fixture.credential
    wrong.appSecret = Secret(String(repeating: "0", count: 32))
    let connection = fixture.connection(Fixture.settings { $0.grant = .authCode }, wrong)
    let tokens = try #require(connection.authorizer.tokens)
    await tokens.adopt(ended)
    let error = try #require(await failure { try await connection.call("device.get") } as? APIError)
    #expect(error.fault != "signInNeeded" && error.kind == .unauthenticated, "\(error)")
    #expect(await tokens.current?.refresh == ended.refresh)
  }

  @Test func `a refused refresh token is sent once, and the error says what the platform said`() async throws {
    let fixture = try Fixture()
    let ended = try await ended(fixture)
    _ = try await fixture.connection().call("token.refresh", ["refreshToken": .string(ended.refresh?.reveal() ?? "")])
    let connection = fixture.connection(Fixture.settings { $0.grant = .authCode })
    await connection.authorizer.tokens?.adopt(ended)
    for _ in 0..<3 {
      let error = try #require(await failure { try await connection.call("device.get") } as? APIError)
      #expect(error.fault == "signInNeeded")
    }
    #expect(exchanges(fixture) == 3)
  }
}
