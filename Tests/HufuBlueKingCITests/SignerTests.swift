import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

@Suite struct SignerTests {
  static let now = Timestamp(1_700_000_000_000)
  static let projects = APIRequest(.get, "/ms/openapi/api/apigw/v3/projects")

  static func sign(_ credential: BlueKingCI.Credential) throws -> APIRequest { try sign(projects, credential) }

  static func sign(
    _ request: APIRequest, _ credential: BlueKingCI.Credential, token: AccessToken? = nil, settings: BlueKingCI.Settings = .init()
  ) throws -> APIRequest {
    try BlueKingCI(settings: settings).signer(for: credential, token: token).signed(request, at: now, nonce: "n")
  }

  @Test(arguments: try TokenRow.all())
  func `the document's request, byte for byte`(row: TokenRow) throws {
    for text in [row.raw, row.once, row.twice] {
      let signed = try Self.sign(.init(accessToken: Secret(text), user: "admin"))
      #expect(signed.target == "/ms/openapi/api/apigw/v3/projects?access_token=\(row.token)")
      #expect(
        signed.headers == [
          HeaderField("X-DEVOPS-UID", "admin"), HeaderField("Accept", "application/json"), HeaderField("Content-Type", "application/json"),
        ])
      #expect(signed.body == .none)
    }
  }

  @Test func `the token follows what the query already holds`() throws {
    let row = try TokenRow.all()[0]
    let request = APIRequest(
      .get, "/x", query: "page=1&name=%E7%94%B2+b", headers: [HeaderField("x-devops-uid", "mallory"), HeaderField("Cookie", "a=b")])
    let signed = try Self.sign(request, .init(accessToken: Secret(row.raw), user: "admin"))
    #expect(signed.target == "/x?page=1&name=%E7%94%B2+b&access_token=\(row.token)")
    #expect(signed.headers.filter { $0.isNamed("X-DEVOPS-UID") } == [HeaderField("X-DEVOPS-UID", "admin")])
    #expect(signed.headers["Cookie"] == nil)
  }

  @Test(arguments: ["access_token", "access_Token", "acces_token", "ACCESS_TOKEN", "access%5Ftoken", "%61ccess_token"])
  func `a token put into the query by hand is an error that says where it belongs`(name: String) throws {
    let row = try TokenRow.all()[0]
    for query in ["\(name)=x", "page=1&\(name)=x", "\(name)", "a=b&&\(name)=x&c=d"] {
      for credential in [BlueKingCI.Credential(accessToken: Secret(row.raw)), .init(user: "admin")] {
        let error = try #require(throws: SigningError.self) { try Self.sign(APIRequest(.get, "/x", query: query), credential) }
        #expect(error.reason == .parameter)
        #expect(error.remedy?.zh.contains("accessToken") == true)
        #expect(error.remedy?.en.contains("accessToken") == true)
      }
    }
  }

  @Test(arguments: ["access_tokens=1", "xaccess_token=1", "name=access_token", "acces=1", "a=1&=access_token"])
  func `other names pass`(query: String) throws {
    #expect(try Self.sign(APIRequest(.get, "/x", query: query), .init(user: "u")).target == "/x?\(query)")
  }

  @Test func `who calls: the profile's user, else the token's where it is known, else nobody`() throws {
    let token = try TokenCipher(secret: Secret("s")).seal(TokenClaims(user: "lisi", expires: Self.now))
    func caller(_ credential: BlueKingCI.Credential, _ token: AccessToken? = nil) throws -> String? {
      try Self.sign(Self.projects, credential, token: token).headers["X-DEVOPS-UID"]
    }
    let minted = AccessToken(Secret(token.raw), subject: "lisi")
    #expect(try caller(.init(accessToken: Secret(token.raw), user: "admin")) == "admin")
    #expect(try caller(.init(accessToken: Secret(token.raw))) == nil)
    #expect(try caller(.init(accessToken: Secret(token.raw), secret: Secret("s"))) == "lisi")
    #expect(try caller(.init(accessToken: Secret(token.raw), secret: Secret("another"))) == nil)
    #expect(try caller(.init(secret: Secret("s")), minted) == "lisi")
    #expect(try caller(.init(secret: Secret("s"), user: "admin"), minted) == "admin")
    // A name that a header would garble is left to the token.
    #expect(try caller(.init(secret: Secret("s")), AccessToken(Secret(token.raw), subject: "测试")) == nil)
  }

  @Test func `without token authentication only the name goes out`() throws {
    #expect(try Self.sign(.init(user: "admin")).target == "/ms/openapi/api/apigw/v3/projects")
    #expect(try Self.sign(.init()).headers["X-DEVOPS-UID"] == nil)
    #expect(throws: SigningError.self) { try Self.sign(.init(user: "a\r\nX-Evil: 1")) }
  }

  @Test func `a secret alone is not a token`() throws {
    let error = try #require(throws: SigningError.self) { try Self.sign(.init(secret: Secret("s"), user: "admin")) }
    #expect(error.reason == .tokenMissing)
  }

  @Test func `behind the API gateway the application shows itself, and the base path changes`() throws {
    let settings = try BlueKingCI.settings(from: ["gateway": "/api/devops/prod/"])
    let platform = BlueKingCI(settings: settings)
    let request = try platform.catalogue.operation("project.get").request(["project": "demo"])
    let application = BlueKingCI.Credential(user: "admin", gatewayAppCode: "my-app", gatewayAppSecret: Secret("app-secret-value"))
    let signer = try platform.signer(for: application, token: nil)
    let (signed, secrets) = try signer.edited(request, at: Self.now, nonce: "n")
    #expect(signed.path == "/api/devops/prod/v4/apigw-app/projects/project/demo")
    #expect(signed.headers["X-Bkapi-Authorization"] == #"{"bk_app_code":"my-app","bk_app_secret":"app-secret-value"}"#)
    #expect(secrets == ["X-Bkapi-Authorization"])
    #expect(throws: ConfigurationError.self) {
      try BlueKingCI.settings(from: ["api": "v3", "gateway": "/a"])
    }
    let users = BlueKingCI(settings: try BlueKingCI.settings(from: ["gateway": "/api/devops/prod", "gatewayAudience": "user"]))
    #expect(
      try users.catalogue.operation("project.get").request(["project": "demo"]).path
        == "/api/devops/prod/v4/apigw-user/projects/project/demo")
  }

  @Test func `a gateway wants an application, whole`() throws {
    let platform = BlueKingCI(settings: try BlueKingCI.settings(from: ["gateway": "/a"]))
    for half in [BlueKingCI.Credential(gatewayAppCode: "my-app"), .init(gatewayAppSecret: Secret("app-secret-value"))] {
      let error = #expect(throws: SigningError.self) { try platform.signer(for: half, token: nil) }
      #expect(error?.reason == .credential)
    }
  }

  /// As the setting was once written; a secret there is nobody's to show.
  @Test(
    arguments: [
      ["basePath": "/a", "appCode": "c", "appSecret": "app-secret-value"], #"{"basePath":"/a","appSecret":"app-secret-value"}"#,
      "app-secret-value",
    ] as [JSONValue])
  func `a gateway is a path and nothing else`(_ value: JSONValue) throws {
    let error = try #require(throws: ConfigurationError.self) { try BlueKingCI.settings(from: ["gateway": value]) }
    #expect(!"\(error)".contains("app-secret-value"))
  }

  @Test(arguments: [
    ("24h", 86_400_000), ("30m", 1_800_000), ("90s", 90_000), ("500ms", 500), ("86400000", 86_400_000), ("7d", 604_800_000),
  ])
  func `lifetimes`(text: String, milliseconds: Int64) throws {
    #expect(try BlueKingCI.settings(from: ["lifetime": .string(text)]).lifetime == .milliseconds(milliseconds))
  }

  @Test(arguments: ["", "h", "0s", "-1h", "1.5h", "24 h", "1w", "99999999999999999999ms", "9999999999999d"])
  func `no lifetimes`(text: String) {
    #expect(throws: ConfigurationError.self) { try BlueKingCI.settings(from: ["lifetime": .string(text)]) }
  }

  @Test func `nothing secret shows in what is printed`() throws {
    let row = try TokenRow.all()[0]
    let credential = BlueKingCI.Credential(
      accessToken: Secret(row.raw), secret: Secret("server-secret-value"), user: "admin", gatewayAppCode: "c",
      gatewayAppSecret: Secret("app-secret-value"))
    let platform = BlueKingCI(settings: .init(gateway: BlueKingCI.Gateway(basePath: "/a")))
    let signer = try platform.signer(for: credential, token: nil)
    let mint = platform.tokens(for: .init(secret: Secret("server-secret-value"), user: "admin"))
    let texts = [
      String(reflecting: credential), String(reflecting: signer), "\(signer)", String(reflecting: platform),
      String(reflecting: mint as Any),
      String(reflecting: try TokenText(row.raw)),
      String(reflecting: AccessTokenVerifier.Key.token(try TokenText(row.raw), subject: nil, expires: nil)),
    ]
    for text in texts {
      for secret in [row.raw, row.token, "server-secret-value", "app-secret-value"] { #expect(!text.contains(secret)) }
    }
  }
}
