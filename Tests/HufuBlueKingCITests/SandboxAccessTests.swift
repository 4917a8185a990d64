import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// Who is let in, who is not, and in which words.
@Suite struct SandboxAccessTests {
  static let openapi = "/ms/openapi/api/apigw"
  static let tokenPath = "/ms/auth/api/user/token/get"
  static let sample = BlueKingCI.sandboxes[0].profile.credentials["accessToken"] ?? ""
  static let uid = HeaderField("X-DEVOPS-UID", "admin")

  @Test(arguments: ["v3", "v4"])
  func `the document's own request works, whatever the profile's api`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let answer = try await stage.raw(
      APIRequest(.get, "\(Self.openapi)/v3/projects", query: "access_token=\(Self.sample)", headers: [Self.uid]))
    #expect(answer.status == 200)
    #expect(try JSONValue(parsing: answer.body)["data"]?.elements?.count == 13)
    let reply = try await stage.connection.send(APIRequest(.get, "\(Self.openapi)/v3/projects"))
    #expect(try JSONValue(parsing: reply.payload).elements?.count == 13)
  }

  @Test(arguments: ["apigw", "apigw-user", "apigw-app"]) func `the three audiences have the same resources`(audience: String) async throws {
    let request = APIRequest(
      .get, "/ms/openapi/api/\(audience)/v4/projects/project/demo", query: "access_token=\(Self.sample)", headers: [Self.uid])
    #expect(try await Stage().raw(request).status == 200)
  }

  @Test func `refusals of the token filter, verbatim`() async throws {
    let stage = try Stage()
    let other = try TokenCipher(secret: Secret("another-secret")).seal(TokenClaims(user: "admin", expires: Timestamp(4_000_000_000_000)))
      .encoded
    let old = try TokenCipher(secret: TokenDesk.defaultSecret).seal(TokenClaims(user: "admin", expires: Timestamp(1_630_919_127_633)))
      .encoded
    let wrapper = "Verification failed : com.tencent.devops.common.api.exception.RemoteServiceException: "
    let rows = [
      ("", "Request accessToken is empty."), ("access_token=", "Request accessToken is empty."),
      ("access_token=\(other)", wrapper + "token参数非法错误: Access token illegal"),
      ("access_token=a%20b", wrapper + "token参数非法错误: Access token illegal"),
      ("access_token=\(old)", wrapper + "tokentoken过期错误: Access token expired in: 1630919127633"),
    ]
    for (query, text) in rows {
      let answer = try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects", query: query, headers: [Self.uid]))
      #expect(answer.status == 400)
      #expect(answer.text == text)
      #expect(stage.sandbox.journal.last?.refusal?.contains("ccess") == true)
    }
  }

  @Test func `a token encoded twice works on the real server and not on the strict one`() async throws {
    let query = "access_token=\(PercentEncoding.unreserved.encode(Self.sample))"
    for (mode, status) in [(SandboxOptions.Mode.real, 200), (.strict, 400)] {
      let stage = try Stage(mode: mode)
      #expect(try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects", query: query, headers: [Self.uid])).status == status)
    }
  }

  @Test func `strict answers alike for everything that does not open`() async throws {
    let stage = try Stage(mode: .strict)
    var key = SHA1PRNG(seed: TokenDesk.defaultSecret.bytes)
    let noToken = try AESCBC(key: key.next(32), iv: [UInt8](repeating: 0, count: 16)).encrypt(Array("[]".utf8))
    var texts: Set<String> = []
    for token in [TokenText(ciphertext: noToken).encoded, "AAAA", TokenText(ciphertext: [UInt8](repeating: 7, count: 32)).encoded] {
      texts.insert(try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects", query: "access_token=\(token)")).text)
    }
    #expect(texts.count == 1)
  }

  @Test func `who is nobody is told so in Kotlin's words`() async throws {
    let stage = try Stage("off", credentials: [:])
    let answer = try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects"))
    #expect(answer.status == 400)
    let method = "com.tencent.devops.openapi.resources.apigw.v3.ApigwProjectResourceV3Impl.list"
    #expect(answer.text == #"{"status":400,"message":"Parameter specified as non-null is null: method \#(method), parameter userId"}"#)
    let error = try await stage.refusal("projects.list")
    #expect(error.fault == "userMissing" && error.kind.exitCode == .authentication)
  }

  @Test func `switched off, a name is enough and tokens are not looked at`() async throws {
    let stage = try Stage("off")
    #expect(try await stage.call("projects.list").elements?.count == 10)
    let answer = try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects", query: "access_token=garbage", headers: [Self.uid]))
    #expect(answer.status == 200)
  }

  @Test func `common.yml's section switches it on, off, and to another secret`() async throws {
    let off = try Stage(credentials: ["user": "admin"], config: ["accessToken": ["enabled": false]])
    #expect(try await off.call("projects.list").elements?.count == 10)
    let other = try Stage(config: ["accessToken": ["enabled": true, "secret": "new-secret-value"]])
    #expect(try await other.refusal("projects.list").fault == "tokenIllegal")
    let none = try Stage(config: ["accessToken": ["enabled": true]])
    #expect(try await none.refusal("projects.list").fault == "tokenIllegal")
  }

  @Test func `the header names the caller; without it the token does`() async throws {
    let stage = try Stage()
    func count(_ headers: [HeaderField]) async throws -> Int? {
      let request = APIRequest(.get, "\(Self.openapi)/v3/projects", query: "access_token=\(Self.sample)", headers: headers)
      return try JSONValue(parsing: try await stage.raw(request).body)["data"]?.elements?.count
    }
    #expect(try await count([]) == 13)
    #expect(try await count([HeaderField("X-DEVOPS-UID", "lisi")]) == 2)
    #expect(try await count([HeaderField("X-DEVOPS-UID", "lisi"), Self.uid]) == 2)
  }

  @Test func `the token address lends to who is signed in`() async throws {
    let stage = try Stage()
    let refused = try await stage.raw(APIRequest(.get, Self.tokenPath, headers: [Self.uid]))
    #expect(refused.status == 401)
    #expect(refused.text == #"{"status": 401,"data": "","result":true,"message": "用户权限验证失败。"}"#)

    let error = try await stage.refusal("token.get")
    #expect(error.fault == "notLoggedIn" && error.kind.exitCode == .authentication)
    let lent = try await stage.call("token.get", ["cookie": "a=b; bk_token=session"])
    #expect(lent["userId"]?.text == "admin")
    #expect(lent["expirationTime"]?.int == stage.clock.now.milliseconds + 86_400_000)
    let token = try #require(lent["accessToken"]?.text)
    #expect(PercentEncoding.unreserved.encode(PercentEncoding.decode(token)) == token)
    let next = try Stage(credentials: ["accessToken": token], clock: stage.clock)
    #expect(try await next.call("projects.list").elements?.count == 10)
  }

  @Test func `a lent token ends with its time, to the millisecond`() async throws {
    let stage = try Stage()
    let token = try #require(try await stage.call("token.get", ["cookie": "bk_token=s"])["accessToken"]?.text)
    let query = "access_token=\(token)"
    stage.wait(.seconds(86_400))
    #expect(try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects", query: query)).status == 200)
    stage.wait(.milliseconds(1))
    #expect(try await stage.raw(APIRequest(.get, "\(Self.openapi)/v3/projects", query: query)).text.contains("Access token expired in: "))
  }

  @Test func `no secret, no token`() async throws {
    let stage = try Stage("off", config: ["accessToken": ["enabled": false]])
    #expect(try await stage.refusal("token.get", ["cookie": "bk_token=s"]).fault == "tokenSecretMissing")
  }

  @Test(arguments: [
    (Method.get, "/ms/openapi/api/apigw/v3/nothing", 404, "请求的资源不存在"), (.get, "/nothing", 404, "请求资源不存在。"),
    (.post, "/ms/openapi/api/apigw/v3/projects", 405, "HTTP 405 Method Not Allowed"),
    (.get, "/ms/openapi/api/other/v3/projects", 400, "Devops OpenAPI Auth fail: path(/api/other/v3/projects) illegal!"),
  ])
  func `routes that are none`(method: Method, path: String, status: Int, text: String) async throws {
    let answer = try await Stage().raw(APIRequest(method, path, query: "access_token=\(Self.sample)", headers: [Self.uid]))
    #expect(answer.status == status)
    #expect(answer.text.contains(text))
    #expect(answer.head.headers["X-DEVOPS-RID"]?.count == 32)
  }

  @Test(arguments: [400, 401, 403, 404, 405, 408, 409, 415, 417, 418, 422, 423, 429, 500, 502, 503])
  func `every injected status is understood`(status: Int) async throws {
    var options = ConnectionOptions()
    options.retry = .none
    let stage = try Stage(options: options)
    stage.sandbox.inject(.status(status, times: 1), now: stage.clock.now)
    let error = try await stage.refusal("projects.list")
    #expect(error.status == status)
    #expect(error.fault != "unintelligible")
    if status != 429, status != 502 { #expect(error.serverMessage?.isEmpty == false) }
    #expect(try await stage.call("projects.list").elements?.count == 10)
  }

  @Test func `a deployment and a cut are waited for; a lock is not`() async throws {
    let stage = try Stage()
    stage.sandbox.inject(.status(503, times: 2), now: stage.clock.now)
    #expect(try await stage.call("projects.list").elements?.count == 10)
    stage.sandbox.inject(.cut(.beforeHead, times: 1), now: stage.clock.now)
    #expect(try await stage.call("projects.list").elements?.count == 10)
    let before = stage.sandbox.journal.count
    stage.sandbox.inject(.status(423, times: 1), now: stage.clock.now)
    #expect(try await stage.refusal("projects.list").fault == "locked")
    #expect(stage.sandbox.journal.count == before + 1)
  }

  @Test func `a web page is no answer`() async throws {
    var options = ConnectionOptions()
    options.retry = .none
    let stage = try Stage(options: options)
    stage.sandbox.inject(.html(times: 1), now: stage.clock.now)
    #expect(try await stage.refusal("projects.list").kind == .malformed)
    stage.sandbox.inject(.ipRefused(times: 1), now: stage.clock.now)
    #expect(try await stage.refusal("projects.list").kind == .forbidden)
  }

  @Test func `an opaque token that ran out is an authentication failure with the next step`() async throws {
    let stage = try Stage()
    _ = try await stage.call("projects.list")
    stage.sandbox.inject(.expireTokens, now: stage.clock.now)
    let error = try await stage.refusal("projects.list")
    #expect(error.fault == "tokenExpired" && error.kind.exitCode == .authentication)
    #expect(error.remedy?.zh.contains("/ms/auth/api/user/token/get") == true)
    #expect(error.meaning.zh.contains("北京时间"))
  }

  @Test func `a token put into the query is refused before anything is sent`() async throws {
    let stage = try Stage()
    for name in ["access_token", "access_Token", "acces_token"] {
      let error = try await #require(throws: SigningError.self) {
        try await stage.connection.send(APIRequest(.get, "\(Self.openapi)/v4/projects/project/project_list", query: "\(name)=x"))
      }
      #expect(error.kind == .usage)
    }
    #expect(stage.sandbox.journal.isEmpty)
  }
}
