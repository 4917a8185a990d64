import HufuClient
import HufuISRPA
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@Suite struct SandboxTests {
  static func create(_ connection: Connection, _ arguments: Arguments = ["名称": "日报 / 100%"]) async throws -> JSONValue {
    try JSONValue(parsing: try await connection.call("job.create", arguments).payload)
  }

  @Test(arguments: SandboxOptions.Mode.allCases)
  func `a job is created with one token, and the parameters arrive`(mode: SandboxOptions.Mode) async throws {
    let scene = try Scene(mode)
    let connection = try scene.connection()
    let job = try await Self.create(connection, ["名称": "日报 / 100%", "n": 7, "b": true])
    #expect(job["parameters"] == ["b": "True", "n": "7", "名称": "日报 / 100%"])
    scene.clock.advance(by: .seconds(1))
    _ = try await Self.create(connection)
    #expect(scene.journal == ["GET /oapi/v1/token 200 ", "POST /oapi/v1/job/create 200 ", "POST /oapi/v1/job/create 200 "])
  }

  @Test func `a job goes its way, asked by a signed GET`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    let id = try #require(try await Self.create(connection)["jobId"]?.text)
    var states: [String] = []
    for _ in 0..<4 {
      let reply = try await connection.send(APIRequest(.get, "/oapi/v1/sandbox/job/status", query: "jobId=\(id)&note=a%20%2F%2B"))
      states.append(try #require(try JSONValue(parsing: reply.payload)["status"]?.text))
      scene.clock.advance(by: .seconds(3))
    }
    #expect(states == ["WAITING", "RUNNING", "RUNNING", "SUCCESS"])
  }

  @Test(arguments: [["sandboxEnd": "sudden"], ["sandboxSeconds": "-1"], ["sandboxSeconds": "soon"]] as [Arguments])
  func `an end that is not played is refused, and no job is created`(arguments: Arguments) async throws {
    let scene = try Scene()
    let error = try #require(await failure { try await Self.create(try scene.connection(), arguments) })
    #expect(error.kind.exitCode == .refused && error.code == "400")
    #expect(error.message.zh.contains("success、failure、stopped、strange、never"))
  }

  @Test func `what is invented says so, refusals too`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    let id = try #require(try await Self.create(connection)["jobId"]?.text)
    let status = APIRequest(.get, "/oapi/v1/sandbox/job/status", query: "jobId=\(id)")
    #expect(try await connection.send(status).response.head.headers["Hufu-Sandbox"]?.contains("invented") == true)
    let refused = try await scene.transport.open(status, to: scene.endpoint).collect(upTo: 1 << 16)
    #expect(refused.head.headers["Hufu-Sandbox"] != nil && refused.text.contains("401"))
    let published = try await connection.call("job.create", ["a": "1"]).response
    #expect(published.head.headers["Hufu-Sandbox"] == nil)
  }

  @Test func `a stopped job is over, and is stopped once`() async throws {
    let scene = try Scene(.strict)
    let connection = try scene.connection()
    let id = try #require(try await Self.create(connection)["jobId"]?.text)
    scene.clock.advance(by: .seconds(1))
    let stop = APIRequest(.post, "/oapi/v1/sandbox/job/stop", query: "jobId=\(id)")
    let stopped = try JSONValue(parsing: try await connection.send(stop).payload)
    #expect(stopped["status"]?.text == "STOPPED" && stopped["endTime"]?.int == scene.clock.now.milliseconds)
    scene.clock.advance(by: .seconds(60))
    let error = try #require(await failure { try await connection.send(stop) })
    #expect(error.code == "409")
  }

  @Test func `a wrong secret is an authentication failure with the client code 44`() async throws {
    let scene = try Scene()
    let connection = try scene.connection(secretKey: "not the secret")
    let error = try #require(await failure { try await Self.create(connection) })
    #expect(error.kind.exitCode == .authentication)
    #expect(error.code == "401")
    #expect(error.clientCode == 44)
    #expect(scene.journal == ["GET /oapi/v1/token 200 wrong accessKey or secretKey"])
  }

  @Test func `expired tokens are renewed with the refresh token, once`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    _ = try await Self.create(connection)
    scene.sandbox.inject(.expireTokens, now: scene.clock.now)
    _ = try await Self.create(connection)
    #expect(
      scene.journal.dropFirst(2) == [
        "POST /oapi/v1/job/create 200 expired: the token's life is over", "GET /oapi/v1/token 200 ", "POST /oapi/v1/job/create 200 ",
      ])
    #expect(scene.sandbox.journal.map(\.queryNames)[3] == ["refreshToken"])
  }

  @Test func `a token whose life is over is renewed before it is refused`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    _ = try await Self.create(connection)
    scene.clock.advance(by: .seconds(7200))
    _ = try await Self.create(connection)
    #expect(scene.sandbox.journal.map(\.queryNames)[2] == ["refreshToken"])
    #expect(scene.sandbox.journal.allSatisfy { $0.refusal == nil })
  }

  @Test(arguments: [900_000, -900_000] as [Int64])
  func `a wrong clock is corrected once, unless that is switched off`(skew: Int64) async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    _ = try await Self.create(connection)
    scene.sandbox.inject(.skew(milliseconds: skew), now: scene.clock.now)
    _ = try await Self.create(connection)
    #expect(abs(connection.authorizer.skew.offset.wholeMilliseconds - skew) < 1000)
    var options = ConnectionOptions()
    options.correctsSkew = false
    let error = try #require(await failure { try await Self.create(try scene.connection(options: options)) })
    #expect(error.kind == .unauthenticated)
  }

  @Test func `strict refuses a replay and answers every refused handshake alike`() async throws {
    let scene = try Scene(.strict)
    let connection = try scene.connection()
    let operation = try connection.catalogue.operation("job.create")
    let signed = try await connection.authorizer.authorize(connection.request(operation, ["a": "1"]), .token).request
    func send(_ request: APIRequest) async throws -> String {
      try await scene.transport.open(request, to: scene.endpoint).collect(upTo: 1 << 16).text
    }
    #expect(try await send(signed).contains(#""code":200"#))
    let replayed = try await send(signed)
    var forged = signed
    forged.headers.set("signature", "forged")
    #expect(try await send(forged) == replayed)
    #expect(replayed == #"{"code":401,"msg":"认证失败","result":null}"#)
    #expect(scene.journal.suffix(2).map { $0.split(separator: " ")[3] } == ["replayed:", "mismatch:"])
  }

  @Test func `real says what is wrong, and takes the same signature twice`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    let signed = try await connection.authorizer.authorize(APIRequest(.get, "/oapi/v1/nothing"), .token).request
    for _ in 0..<2 {
      let answer = try await scene.transport.open(signed, to: scene.endpoint).collect(upTo: 1 << 16)
      #expect(answer.status == 404)
      #expect(answer.text == #"{"code":404,"msg":"接口不存在","result":null}"#)
    }
    let unsigned = try await scene.transport.open(APIRequest(.post, "/oapi/v1/job/create"), to: scene.endpoint).collect(upTo: 1 << 16)
    #expect(unsigned.text == #"{"code":401,"msg":"缺少accesstoken、timestamp或signature","result":null}"#)
  }

  @Test(arguments: ["encoded", "literal"])
  func `either slash is accepted`(slash: String) async throws {
    let connection = try Scene().connection(settings: ["slash": .string(slash)])
    #expect(try await Self.create(connection)["parameters"] == ["名称": "日报 / 100%"])
  }

  @Test(arguments: ["sorted-utf8", "compact"])
  func `any JSON text is accepted as sent`(style: String) async throws {
    let connection = try Scene().connection(settings: ["jsonStyle": .string(style)])
    #expect(try await Self.create(connection)["parameters"] == ["名称": "日报 / 100%"])
  }

  @Test func `the wrong reading of the document is refused, for its body is no JSON`() async throws {
    let connection = try Scene().connection(settings: ["jsonStyle": "repr"])
    let error = try #require(await failure { try await Self.create(connection) })
    #expect(error.code == "400")
    #expect(error.kind.exitCode == .refused)
  }

  @Test func `a swallowed start has an id and no job`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    scene.sandbox.inject(.startSwallowed(times: 1), now: scene.clock.now)
    for expected in ["404", nil] {
      let id = try #require(try await Self.create(connection)["jobId"]?.text)
      let error = await failure { try await connection.send(APIRequest(.get, "/oapi/v1/sandbox/job/status", query: "jobId=\(id)")) }
      #expect(error?.code == expected)
    }
  }

  @Test func `a write is not repeated when it may have been carried out`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    _ = try await Self.create(connection)
    scene.sandbox.inject(.cut(.beforeHead, times: 1), now: scene.clock.now)
    let error = try #require(await failure { try await Self.create(connection) })
    #expect(error.kind == .network)
    #expect(scene.sandbox.journal.count == 3)
  }

  @Test func `every attempt of a read is signed anew`() async throws {
    let scene = try Scene()
    let connection = try scene.connection()
    let id = try #require(try await Self.create(connection)["jobId"]?.text)
    scene.sandbox.inject(.status(503, times: 2), now: scene.clock.now)
    scene.sandbox.inject(.slow(milliseconds: 400_000), now: scene.clock.now)
    let reply = try await connection.send(APIRequest(.get, "/oapi/v1/sandbox/job/status", query: "jobId=\(id)"))
    #expect(try JSONValue(parsing: reply.payload)["jobId"]?.text == id)
    #expect(scene.sandbox.journal.map(\.status) == [200, 200, 503, 503, 200])
  }

  @Test func `there is nothing to configure`() throws {
    let variant = try #require(ISRPA.sandboxes.first)
    let error = try #require(throws: ConfigurationError.self) {
      try Sandbox(variant, at: "isrpa", options: SandboxOptions(config: ["tokenLife": 60]))
    }
    #expect(error.message.en.contains("tokenLife"))
  }

  @Test func `the same seed gives the same world, another seed another`() async throws {
    func token(_ seed: UInt64) async throws -> Secret? {
      try await Scene(seed: seed).connection().authorizer.tokens?.token().value
    }
    #expect(try await token(3) == token(3))
    #expect(try await token(3) != token(4))
  }
}
