import HufuClient
import HufuSigning
import Testing

@testable import HufuTianyi

@Suite struct FormVerifierTests {
  static let now = Timestamp(1_700_000_000_000)

  static func signed(_ plaintext: String = "deviceCode=3HKC0500000002&mute=1", at time: Timestamp = now) throws -> APIRequest {
    try Tianyi().signer(for: Fixture.credential, token: nil)
      .signed(APIRequest(.post, "/open/token/x", body: .bytes(utf8(plaintext))), at: time, nonce: "")
  }

  static func verify(_ request: APIRequest, strict: Bool = false, token: AccessToken? = nil) -> SignatureRejection? {
    thrown { () throws(SignatureRejection) in
      try Tianyi().verify(request, by: Fixture.credential, token: token, strict: strict, at: now)
    }
  }

  @Test(arguments: [false, true]) func `what was signed is genuine`(strict: Bool) throws {
    let request = try Self.signed()
    let proof = try Tianyi().verify(request, by: Fixture.credential, token: nil, strict: strict, at: Self.now)
    #expect(proof.subject == Tianyi.Sample.appId)
    #expect(proof.signedAt == Self.now)
    #expect(proof.replayKey == request.formItems["signature"])
  }

  @Test(arguments: try KnownAnswers.read().requests) func `what the document's own code sends is genuine`(row: KnownAnswers.Request) throws
  {
    let request = APIRequest(
      .post, "/open/x", headers: row.headers.map { HeaderField($0.key, $0.value) }, body: .bytes(utf8(row.body)))
    for strict in [false, true] {
      let form = try FormVerifier(strict: strict).read(request, at: Timestamp(row.timestamp)) {
        $0 == row.app_id ? Secret(row.app_secret) : nil
      }
      #expect(form.parameters == PlainPairs.read(utf8(row.plaintext)))
      #expect(form.version == row.version)
    }
  }

  @Test func `any changed byte of the body is refused`() throws {
    let request = try Self.signed()
    let body = try #require(request.body.bytes)
    for index in body.indices {
      for mask in [UInt8(0x01), 0x20, 0x04] {
        var changed = request
        var bytes = body
        bytes[index] ^= mask
        changed.body = .bytes(bytes)
        #expect(Self.verify(changed, strict: true) != nil, "byte \(index) ^ \(mask)")
      }
    }
  }

  @Test func `the window of strict is ten minutes to either side, and real has none`() throws {
    for side in [Int64(-1), 1] {
      let edge = try Self.signed(at: Timestamp(Self.now.milliseconds + side * 600_000))
      let past = try Self.signed(at: Timestamp(Self.now.milliseconds + side * 600_001))
      #expect(Self.verify(edge, strict: true) == nil)
      #expect(Self.verify(past, strict: true)?.reason == .expired)
      #expect(Self.verify(past) == nil)
    }
  }

  @Test func `real is lenient where the platform is`() throws {
    let request = try Self.signed()
    var upper = request
    upper.body = .bytes(
      utf8(
        string(request.body.bytes ?? []).replacing(
          request.formItems["signature"] ?? "", with: (request.formItems["signature"] ?? "").uppercased())))
    #expect(Self.verify(upper) == nil)
    var shuffled = request
    shuffled.body = .bytes(Array(QueryItem.encode(request.formItems.reversed())))
    #expect(Self.verify(shuffled) == nil)
    #expect(Self.verify(shuffled, strict: true)?.reason == .malformed)
    var chatty = request
    chatty.headers.append(HeaderField("user-agent", "ehome-push"))
    chatty.headers.set("Accept", "*/*")
    #expect(Self.verify(chatty, strict: true) == nil)
  }

  @Test func `what is missing is named`() throws {
    let request = try Self.signed()
    var bare = request
    bare.headers.removeAll { $0.isNamed("apiVersion") }
    #expect(Self.verify(bare)?.detail.contains("apiVersion") == true)
    var json = request
    json.headers.set("Content-Type", "application/json")
    #expect(Self.verify(json)?.reason == .missing)
    for name in ["signature", "params", "appId", "version", "clientType", "timestamp"] {
      var without = request
      without.body = .bytes(QueryItem.encode(request.formItems.filter { $0.name != name }))
      #expect(Self.verify(without) == SignatureRejection(.missing, "field \(name)"))
    }
  }

  @Test func `another application, another secret`() throws {
    let request = try Self.signed()
    let stranger = Tianyi.Credential(appId: "100000000009", appSecret: Fixture.credential.appSecret)
    let wrong = Tianyi.Credential(appId: Tianyi.Sample.appId, appSecret: Secret(String(Tianyi.Sample.appSecret.reversed())))
    #expect(throws: SignatureRejection(.unknownKey, "appId")) {
      try Tianyi().verify(request, by: stranger, token: nil, strict: false, at: Self.now)
    }
    #expect(throws: SignatureRejection(.mismatch, "signature")) {
      try Tianyi().verify(request, by: wrong, token: nil, strict: false, at: Self.now)
    }
  }

  @Test func `a secret that shares its first sixteen characters seals alike and signs otherwise`() throws {
    let twin = String(Tianyi.Sample.appSecret.prefix(16)) + String(repeating: "0", count: 16)
    let request = try Tianyi().signer(for: Tianyi.Credential(appId: Tianyi.Sample.appId, appSecret: Secret(twin)), token: nil)
      .signed(APIRequest(.post, "/x", body: .bytes(utf8("a=1"))), at: Self.now, nonce: "")
    #expect(request.formItems["params"] == (try Self.signed("a=1")).formItems["params"])
    #expect(Self.verify(request)?.reason == .mismatch)
  }

  @Test func `the token inside is checked`() throws {
    let token = AccessToken(Secret("T1"))
    let request = try Tianyi().signer(for: Fixture.credential, token: token)
      .signed(APIRequest(.post, "/open/token/device/showDevice", body: .bytes(utf8("deviceCode=1"))), at: Self.now, nonce: "")
    #expect(Self.verify(request, token: token) == nil)
    #expect(Self.verify(request, token: AccessToken(Secret("T2")))?.reason == .unknownKey)
    #expect(Self.verify(try Self.signed(), token: token) == nil, "no operation is known at that path")
  }

  @Test func `params that do not open`() throws {
    let params = "00112233445566778899aabb"
    let fields = [
      ("params", params), ("appId", Tianyi.Sample.appId), ("version", "2.0"), ("clientType", "3"), ("timestamp", "1700000000000"),
    ]
    let code = HMACSHA256(key: utf8(Tianyi.Sample.appSecret)).code(for: utf8(Tianyi.Sample.appId + "3" + params + "17000000000002.0"))
    let body = QueryItem.encode([QueryItem("signature", Hex.encode(code))] + fields.map { QueryItem($0.0, $0.1) })
    var request = try Self.signed()
    request.body = .bytes(body)
    #expect(Self.verify(request)?.reason == .malformed)
    #expect(Self.verify(request, strict: true)?.reason == .mismatch)
  }
}
