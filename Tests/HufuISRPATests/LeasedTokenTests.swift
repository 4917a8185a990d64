import HufuClient
import HufuISRPA
import HufuSigning
import HufuTesting
import Testing

@Suite struct LeasedTokenTests {
  static func json(_ text: String, status: Int = 200) -> Result<APIResponse, TransportError> {
    .success(APIResponse(status, headers: [HeaderField("Content-Type", "application/json")], body: utf8(text)))
  }

  static let first = json(#"{"code":200,"result":{"accessToken":"A1","refreshToken":"R1","expiresIn":7200}}"#)

  static func connection(_ script: [Result<APIResponse, TransportError>]) throws -> (ScriptedTransport, TokenCache) {
    let transport = ScriptedTransport(script)
    let connection = try ISRPA.connect(
      credentials: ["accessKey": Secret("AK"), "secretKey": Secret("S K&")], at: Endpoint("https://rpa.example.com"), over: transport,
      timing: StepClock().timing, entropy: .counting())
    return (transport, try #require(connection.authorizer.tokens))
  }

  @Test func `keys go percent-encoded and unsigned, then the refresh token does`() async throws {
    let (transport, tokens) = try Self.connection([
      Self.first, Self.json(#"{"code":200,"result":{"accessToken":"A2","refreshToken":"R2"}}"#),
    ])
    #expect(try await tokens.token().value == Secret("A1"))
    #expect(try await tokens.refresh().value == Secret("A2"))
    #expect(transport.requests.map(\.target) == ["/oapi/v1/token?accessKey=AK&secretKey=S%20K%26", "/oapi/v1/token?refreshToken=R1"])
    for request in transport.requests { #expect(request.headers == [HeaderField("Accept", "application/json")]) }
  }

  @Test func `a refused refresh token falls back to the keys`() async throws {
    for refusal in [Self.json(#"{"code":401,"msg":"expired"}"#), Self.json(#"{"code":9}"#), Self.json("", status: 401)] {
      let (transport, tokens) = try Self.connection([Self.first, refusal, Self.json(#"{"code":200,"result":{"accessToken":"A3"}}"#)])
      _ = try await tokens.token()
      #expect(try await tokens.refresh().value == Secret("A3"))
      let names = transport.requests.map { $0.queryItems.map(\.name) }
      #expect(names == [["accessKey", "secretKey"], ["refreshToken"], ["accessKey", "secretKey"]])
    }
  }

  @Test func `a passing failure does not throw the refresh token away`() async throws {
    let failures: [Result<APIResponse, TransportError>] = [
      .failure(TransportError(.lost, "cut")), Self.json("", status: 503), Self.json("<html>"),
    ]
    for passing in failures {
      let (transport, tokens) = try Self.connection([
        Self.first, passing, Self.json(#"{"code":200,"result":{"accessToken":"A2"}}"#),
      ])
      _ = try await tokens.token()
      #expect(try await tokens.refresh().value == Secret("A2"))
      #expect(transport.requests.map { $0.queryItems.map(\.name) } == [["accessKey", "secretKey"], ["refreshToken"], ["refreshToken"]])
    }
  }

  @Test func `a refresh token the server fails over does not keep the keys from being tried`() async throws {
    let failing = Self.json("", status: 500)
    let (transport, tokens) = try Self.connection([
      Self.first, failing, failing, failing, Self.json(#"{"code":200,"result":{"accessToken":"A3"}}"#),
    ])
    _ = try await tokens.token()
    #expect(try await tokens.refresh().value == Secret("A3"))
    let renewal = ["refreshToken"], keys = ["accessKey", "secretKey"]
    #expect(transport.requests.map { $0.queryItems.map(\.name) } == [keys, renewal, renewal, renewal, keys])
  }

  @Test func `a lasting failure names the token call as its cause`() async throws {
    let (transport, tokens) = try Self.connection(Array(repeating: Self.json("", status: 503), count: 9))
    let error = await failure { try await tokens.token() }
    #expect(error?.kind.isTransient == true)
    #expect(error?.clientCode == 44)
    #expect(transport.requests.count == 3)
  }

  @Test func `no token source where the token call is not public`() throws {
    for release in ["10.3", "rpa9"] {
      let platform = ISRPA(settings: try ISRPA.settings(from: ["release": .string(release)]))
      #expect(platform.tokens(for: .init(accessKey: "a", secretKey: Secret("b"))) == nil)
    }
  }
}
