import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct ConnectionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func profile(_ fields: String) throws -> Profile {
    let yaml = "profiles:\n  a:\n    platform: fake\n" + fields.split(separator: "\n").map { "    \($0)\n" }.joined()
    return try ProfileFile(platforms: [FakePlatform.self], path: try folder.write(yaml), environment: [:]).profile("a")
  }

  private let credentials = "credentials: { accessKey: env:AK, secretKey: literal-secret }\n"
  private let resolver = SecretResolver(environment: ["AK": "access-key-1", "PROXY": "http://me:hunter22@proxy:1", "HOME": "/home/me"])

  @Test func theStraightLine() async throws {
    let transport = ScriptedTransport([.success(APIResponse(200, body: Array("{}".utf8)))])
    let ways = Mutex<[HTTPTransportOptions]>([])
    let notices = Mutex<[Notice]>([])
    var options = ConnectionOptions()
    options.notice = { notice in notices.withLock { $0.append(notice) } }
    let profile = try profile(
      "url: https://x/ms\n" + credentials
        + "headers: { User-Agent: ci }\ndefaults: { workspace: w }\ntimeout: 5s\nproxy: env:PROXY\ntls: { caFile: ~/ca.pem }\n")
    let connection = try await profile.connection(timing: StepClock().timing, entropy: .counting(), options: options, resolver: resolver) {
      way, _ in
      ways.withLock { $0.append(way) }
      return transport
    }
    let reply = try await connection.call("things.list")
    #expect(reply.response.status == 200)
    let sent = try #require(transport.requests.first)
    #expect(sent.path == "/w/things")
    #expect(sent.headers["User-Agent"] == "ci")
    #expect(sent.headers["accessKey"] == "access-key-1")
    let way = try #require(ways.withLock { $0 }.first)
    #expect(way.idleTimeout == .seconds(5))
    #expect(way.connectTimeout == .seconds(5))
    #expect(way.proxy?.password?.reveal() == "hunter22")
    #expect(way.tls.caFile == "/home/me/ca.pem")
    #expect(notices.withLock { $0 }.map(\.kind) == [.configuration])
    let cleaned = options.redactor.clean("access-key-1 literal-secret hunter22 bGl0ZXJhbC1zZWNyZXQ=")
    #expect(cleaned == "<redacted> <redacted> <redacted> <redacted>")
  }

  /// Only a clock seen over a verified connection may move ours.
  @Test(arguments: [
    ("", true), ("tls: { insecure: true }\n", false),
    ("tls: { insecure: true, pin: sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= }\n", true),
  ])
  func clockOfAnUnverifiedServer(_ tls: String, _ isTaken: Bool) async throws {
    let connection = try await profile("url: https://x\n" + credentials + tls)
      .connection(resolver: resolver, transport: { _, _ in ScriptedTransport([]) })
    #expect(connection.options.correctsSkew == isTaken)
  }

  private func failure(_ fields: String) async throws -> ConfigurationError {
    let profile = try profile(fields)
    return try await #require(throws: ConfigurationError.self) {
      _ = try await profile.connection(resolver: resolver, transport: { _, _ in ScriptedTransport([]) })
    }
  }

  @Test(arguments: ["accessKey", "ACCESSKEY", "Signature"])
  func headersOfTheScheme(_ name: String) async throws {
    let error = try await failure("url: https://x\n" + credentials + "headers: { \(name): y }\n")
    #expect(error.line == 6)
    #expect(error.message.en.contains("headers.\(name)"))
  }

  @Test func plainHTTP() async throws {
    let error = try await failure("url: http://x\n" + credentials)
    #expect(error.line == 4)
    #expect(error.remedy?.en.contains("allowHTTP") == true)
    for fields in ["url: http://x\nallowHTTP: true\n", "url: http://127.0.0.1:8080\n"] {
      let connection = try await profile(fields + credentials).connection(resolver: resolver, transport: { _, _ in ScriptedTransport([]) })
      #expect(connection.endpoint.scheme == .http)
    }
  }

  @Test func missingSecret() async throws {
    let unset = try await failure("url: https://x\ncredentials: { accessKey: env:NOT_SET, secretKey: s }\n")
    #expect(unset.line == 5)
    #expect(unset.message.en.contains("credentials.accessKey") && unset.message.en.contains("NOT_SET"))
    let absent = try await failure("url: https://x\ncredentials: { accessKey: env:AK }\n")
    #expect(absent.message.en.contains("secretKey"))
    #expect(absent.remedy?.zh.contains("【个人】") == true)
    #expect(absent.line == 3)
  }

  @Test func faultsOfTheTransportPointIntoTheFile() async throws {
    let profile = try profile("url: https://x\n" + credentials + "tls:\n  caFile: /no/such.pem\n")
    let error = try await #require(throws: ConfigurationError.self) { _ = try await profile.connection(resolver: resolver) }
    #expect(error.line == 7)
    #expect(error.message.en.contains("/no/such.pem"))
  }
}
