import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuTianyi

@Suite struct FormSignerTests {
  static func signer(
    _ row: KnownAnswers.Request, token: String? = nil, _ change: (inout Tianyi.Settings) -> Void = { _ in }
  ) throws -> any RequestSigner {
    var settings = Tianyi.Settings()
    settings.version = row.version
    settings.clientType = row.client_type
    change(&settings)
    return try Tianyi(settings: settings).signer(
      for: Tianyi.Credential(appId: row.app_id, appSecret: Secret(row.app_secret)), token: token.map { AccessToken(Secret($0)) })
  }

  static func request(_ plaintext: String, headers: [HeaderField] = []) -> APIRequest {
    APIRequest(.post, "/open/oauth/getAccessToken", headers: headers, body: .bytes(utf8(plaintext)))
  }

  @Test(arguments: try KnownAnswers.read().requests)
  func `every known request comes out byte for byte`(row: KnownAnswers.Request) throws {
    let signed = try Self.signer(row).signed(Self.request(row.plaintext), at: Timestamp(row.timestamp), nonce: "")
    #expect(string(signed.body.bytes ?? []) == row.body)
    #expect(signed.headers["apiVersion"] == row.headers["apiVersion"])
    #expect(signed.headers["Content-Type"] == row.headers["Content-Type"])
    #expect(signed.headers["Accept"] == "application/json")
  }

  @Test(arguments: try KnownAnswers.read().requests.filter { $0.plaintext.hasPrefix("accessToken=") })
  func `the token is put in front, where the known requests have it`(row: KnownAnswers.Request) throws {
    let pairs = row.plaintext.split(separator: "&").map(String.init)
    let token = String(pairs[0].dropFirst("accessToken=".count))
    let rest = pairs.dropFirst().joined(separator: "&")
    for plaintext in [rest, rest + "&accessToken=stale"] {
      let signed = try Self.signer(row, token: token).signed(Self.request(plaintext), at: Timestamp(row.timestamp), nonce: "x")
      #expect(string(signed.body.bytes ?? []) == row.body)
    }
  }

  @Test(arguments: try KnownAnswers.read().requests.prefix(1), try KnownAnswers.read().traps)
  func `known misreadings are not ours and are refused`(row: KnownAnswers.Request, trap: KnownAnswers.Trap) throws {
    let wrong = row.body
      .replacing(row.signature, with: trap.wrong_signature ?? row.signature).replacing(row.params, with: trap.wrong_params ?? row.params)
    #expect(wrong != row.body)
    var request = try Self.signer(row).signed(Self.request(row.plaintext), at: Timestamp(row.timestamp), nonce: "")
    request.body = .bytes(utf8(wrong))
    let rejection = thrown { () throws(SignatureRejection) in
      try FormVerifier(strict: false).verify(request, at: Timestamp(row.timestamp)) { _ in Secret(row.app_secret) }
    }
    #expect(rejection?.reason == .mismatch)
  }

  @Test func `upper case spells both fields in upper case and is genuine`() throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    let signed = try Self.signer(row) { $0.hexCase = .upper }.signed(Self.request(row.plaintext), at: Timestamp(row.timestamp), nonce: "")
    let fields = signed.formItems
    #expect(fields["params"] == row.params.uppercased())
    #expect(fields["signature"] != row.signature.uppercased())
    for strict in [false, true] {
      let form = try FormVerifier(strict: strict).read(signed, at: Timestamp(row.timestamp)) { _ in Secret(row.app_secret) }
      #expect(form.parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&") == row.plaintext)
    }
  }

  @Test(arguments: [
    ("callbackUrl=http://a.example/?x=1&y", "callbackUrl"), ("state=1&callbackUrl=http://a.example/#top", "callbackUrl"),
    ("deviceCode=1&&mute=1", "deviceCode"), ("deviceCode=1&deviceCode=2", "deviceCode"), ("deviceCode=1&=2", "deviceCode"),
  ])
  func `text that would be read otherwise is refused by name`(plaintext: String, field: String) throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    let signer = try Self.signer(row)
    let error = try #require(thrown { () throws(SigningError) in try signer.signed(Self.request(plaintext), at: Timestamp(0), nonce: "") })
    #expect(error.reason == .parameter)
    #expect(error.message.zh.contains(field) && error.message.en.contains(field))
    #expect(error.remedy != nil)
    #expect(error.kind.exitCode == .usage)
  }

  @Test(arguments: [("callback", "http://a.example/?x=1&y=2"), ("callback", "http://a.example/#x"), ("state", "a&b")])
  func `arguments that would break the text are refused before signing`(name: String, value: String) throws {
    let operation = try Tianyi(settings: Fixture.settings()).catalogue.operation("authpage.get")
    var arguments: Arguments = ["state": "s"]
    arguments.set(name, .text(value))
    let error = try #require(throws: UsageError.self) { try operation.request(arguments, form: Tianyi.bodyForm) }
    #expect(error.message.zh.contains(name == "callback" ? "callbackUrl" : name))
  }

  @Test func `a body that is no pairs, and a method that is not POST`() throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    let signer = try Self.signer(row)
    #expect(
      thrown { () throws(SigningError) in try signer.signed(Self.request(#"{"a":1}"#), at: Timestamp(0), nonce: "") }?.reason == .parameter)
    #expect(thrown { () throws(SigningError) in try signer.signed(APIRequest(.get, "/x"), at: Timestamp(0), nonce: "") }?.reason == .method)
    let file = APIRequest(.post, "/x", body: .file(path: "/dev/null"))
    #expect(thrown { () throws(SigningError) in try signer.signed(file, at: Timestamp(0), nonce: "") }?.reason == .body)
  }

  @Test func `what the caller sent of the handshake is dropped`() throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    let sent = [
      HeaderField("apiversion", "9"), HeaderField("Cookie", "a=b"), HeaderField("X-Mine", "1"), HeaderField("content-type", "text/plain"),
    ]
    let signed = try Self.signer(row).signed(Self.request(row.plaintext, headers: sent), at: Timestamp(row.timestamp), nonce: "")
    #expect(signed.headers.filter { $0.isNamed("apiVersion") } == [HeaderField("apiVersion", "2.0")])
    #expect(signed.headers["Cookie"] == nil)
    #expect(signed.headers["X-Mine"] == "1")
    #expect(signed.headers.count { $0.isNamed("Content-Type") } == 1)
  }

  @Test func `the owner goes with tokens of vcp_189 only`() throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    func parameters(_ grant: Tianyi.Grant, token: String?, _ plaintext: String = "deviceCode=1") throws -> [String] {
      let signer = try Self.signer(row, token: token) {
        $0.grant = grant
        $0.enterpriseUser = "18900000000"
      }
      let signed = try signer.signed(Self.request(plaintext), at: Timestamp(0), nonce: "")
      return try FormVerifier(strict: false).read(signed, at: Timestamp(0)) { _ in Secret(row.app_secret) }.parameters.map {
        "\($0.name)=\($0.value)"
      }
    }
    #expect(try parameters(.vcp189, token: "t") == ["accessToken=t", "enterpriseUser=18900000000", "deviceCode=1"])
    #expect(try parameters(.vcp189, token: "t", "enterpriseUser=13300000000") == ["accessToken=t", "enterpriseUser=13300000000"])
    #expect(try parameters(.authCode, token: "t") == ["accessToken=t", "deviceCode=1"])
    #expect(try parameters(.vcp189, token: nil) == ["deviceCode=1"])
    #expect(try parameters(.vcp189, token: nil, "") == [])
  }

  @Test(arguments: [
    ("", "0123456789abcdeffedcba9876543210"), ("100000000001", "short"), ("100000000001", " 123456789abcdeffedcba987654321 "),
    ("1 2", "0123456789abcdeffedcba9876543210"),
  ])
  func `a credential of the wrong shape is refused with the portal's menu`(appId: String, secret: String) throws {
    let credential = Tianyi.Credential(appId: appId, appSecret: Secret(secret))
    let error = try #require(thrown { () throws(SigningError) in try Tianyi().signer(for: credential, token: nil) })
    #expect(error.reason == .credential)
    #expect(error.remedy?.zh.contains("开发者ID") == true)
    #expect(secret.isEmpty || !"\(error)".contains(secret))
  }

  @Test func `a token that would break the text is refused without being shown`() throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    let error = try #require(throws: SigningError.self) { try Self.signer(row, token: "secret&x=1") }
    #expect(error.reason == .parameter)
    #expect(!"\(error)".contains("secret&"))
  }

  @Test func `nothing prints a secret`() throws {
    let row = try #require(try KnownAnswers.read().requests.first)
    let signer = try Self.signer(row, token: "TokenTokenTokenToken")
    let credential = Tianyi.Credential(appId: row.app_id, appSecret: Secret(row.app_secret), rsaPrivateKey: Secret(SandboxKey.privateKey))
    var dumped = ""
    dump(signer, to: &dumped)
    dump(credential, to: &dumped)
    dump(Tianyi().envelope(for: credential), to: &dumped)
    let texts =
      dumped + String(reflecting: signer) + String(reflecting: credential) + String(reflecting: Tianyi().envelope(for: credential))
    for secret in [row.app_secret, "TokenTokenTokenToken", SandboxKey.privateKey] { #expect(!texts.contains(secret)) }
  }
}
