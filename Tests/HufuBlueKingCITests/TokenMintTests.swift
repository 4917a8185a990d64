import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

@Suite struct TokenMintTests {
  /// The sandbox's secret, set on purpose.
  static let config: JSONValue = ["accessToken": ["enabled": true, "secret": "test-only-secret", "expirationTime": 86_400_000]]

  static func stage(_ credentials: [String: String], settings: [String: JSONValue] = [:]) throws -> Stage {
    try Stage(credentials: credentials, settings: settings, config: config)
  }

  @Test func `the secret is enough, and no token is fetched over the network`() async throws {
    let stage = try Self.stage(["secret": "test-only-secret", "user": "admin"])
    #expect(try await stage.call("projects.list").elements?.count == 10)
    #expect(stage.sandbox.journal.map(\.path) == ["/ms/openapi/api/apigw/v4/projects/project/project_list"])
  }

  @Test func `tokens are renewed before they end`() async throws {
    let stage = try Self.stage(["secret": "test-only-secret", "user": "admin"], settings: ["lifetime": "10m"])
    for _ in 0..<30 {
      _ = try await stage.call("projects.list")
      stage.wait(.seconds(60))
    }
    #expect(stage.sandbox.journal.allSatisfy { $0.status == 200 })
  }

  @Test func `a refused token is replaced once, even in the same millisecond`() async throws {
    let stage = try Self.stage(["secret": "test-only-secret", "user": "admin"])
    _ = try await stage.call("projects.list")
    stage.sandbox.inject(.expireTokens, now: stage.clock.now)
    _ = try await stage.call("projects.list")
    #expect(stage.sandbox.journal.map(\.status) == [200, 400, 200])
  }

  @Test func `a server whose clock is ahead is followed`() async throws {
    let stage = try Self.stage(["secret": "test-only-secret", "user": "admin"], settings: ["lifetime": "1h"])
    stage.sandbox.inject(.skew(milliseconds: 7_200_000), now: stage.clock.now)
    #expect(try await stage.call("projects.list").elements?.count == 10)
    #expect(stage.sandbox.journal.first?.status == 400)
    #expect(stage.sandbox.journal.last?.status == 200)
  }

  @Test func `without skew correction it is an authentication failure`() async throws {
    var options = ConnectionOptions()
    options.correctsSkew = false
    let stage = try Stage(
      credentials: ["secret": "test-only-secret", "user": "admin"], settings: ["lifetime": "1h"], config: Self.config, options: options)
    stage.sandbox.inject(.skew(milliseconds: 7_200_000), now: stage.clock.now)
    let error = try await stage.refusal("projects.list")
    #expect(error.fault == "tokenExpired" && error.kind.exitCode == .authentication)
  }

  @Test func `the wrong secret is refused as illegal`() async throws {
    let stage = try Self.stage(["secret": "another-secret", "user": "admin"])
    let error = try await stage.refusal("projects.list")
    #expect(error.fault == "tokenIllegal" && error.kind.exitCode == .authentication)
    #expect(!String(reflecting: error).contains("another-secret"))
  }

  @Test func `somebody has to be named`() async throws {
    let stage = try Self.stage(["secret": "test-only-secret"])
    let error = try await #require(throws: ConfigurationError.self) { try await stage.connection.call("projects.list") }
    #expect(error.remedy?.zh.contains("user") == true)
  }

  @Test func `signing alone needs no network either`() async throws {
    let stage = try Self.stage(["secret": "test-only-secret", "user": "admin"])
    let signed = try await stage.connection.authorizer.sign(APIRequest(.get, "/x"), .token, at: stage.clock.now, nonce: "n").request
    let proof = try stage.connection.authorizer.verify(signed, strict: true, at: stage.clock.now)
    #expect(proof.subject == "admin" && stage.sandbox.journal.isEmpty)
  }

  @Test func `a token and its secret: the token is used, the secret tells whose it is`() async throws {
    let token = try TokenCipher(secret: Secret("test-only-secret")).seal(TokenClaims(user: "lisi", expires: Timestamp(1_800_000_000_000)))
    let stage = try Self.stage(["accessToken": PercentEncoding.unreserved.encode(token.encoded), "secret": "test-only-secret"])
    #expect(try await stage.call("projects.list").elements?.compactMap { $0["projectCode"]?.text } == ["demo", "sandbox"])
  }
}
