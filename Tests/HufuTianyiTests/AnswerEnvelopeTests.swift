import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuTianyi

@Suite struct AnswerEnvelopeTests {
  static func envelope(version: String = "2.0", secret: String = Tianyi.Sample.appSecret, key: String? = SandboxKey.privateKey)
    -> AnswerEnvelope
  {
    AnswerEnvelope(seal: AnswerSeal(appSecret: Secret(secret), rsaPrivateKey: key.map { Secret($0) }, version: version))
  }

  static func unwrap(_ body: String, as operation: String = "stream.hls", _ envelope: AnswerEnvelope = envelope()) throws -> String {
    let operation = try Tianyi().catalogue.operation(operation)
    return string(try envelope.unwrap(APIResponse(200, body: utf8(body)), to: APIRequest(.post, "/"), for: operation))
  }

  static func refusal(_ body: String, as operation: String = "stream.hls", _ envelope: AnswerEnvelope = envelope()) throws -> APIError {
    try #require(throws: APIError.self) { try unwrap(body, as: operation, envelope) }
  }

  @Test(arguments: try KnownAnswers.read().responses_xxtea)
  func `sealed answers open byte for byte`(row: KnownAnswers.Sealed) throws {
    let envelope = Self.envelope(secret: row.app_secret)
    #expect(try Self.unwrap(row.envelope, envelope) == row.data_plain)
    #expect(string(try envelope.open(utf8(row.envelope))) == row.data_plain)
  }

  @Test(arguments: try KnownAnswers.read().responses_rsa)
  func `answers sealed with RSA open, in hex and base64, and bare addresses become JSON`(key: KnownAnswers.Key) throws {
    for row in key.cases {
      let payload = row.plain.hasPrefix("{") ? row.plain : string(JSONWriter.compact(.string(row.plain)))
      for data in [row.cipher_hex, row.cipher_base64] {
        let body = string(JSONWriter.compact(["code": 0, "msg": "成功", "data": .string(data)]))
        #expect(try Self.unwrap(body, Self.envelope(version: "1.1", key: key.private_key_pkcs8_base64)) == payload)
        #expect(try Self.unwrap(body, as: "file.hls", Self.envelope(key: key.private_key_pkcs8_base64)) == payload)
        let push = #"{"data":"\#(data)"}"#
        #expect(string(try Self.envelope(key: key.private_key_pkcs8_base64).open(utf8(push))) == payload)
        #expect(string(try Self.envelope(key: key.private_key_pkcs8_base64).open(utf8(data + "\n"))) == payload)
      }
    }
  }

  @Test func `what is not sealed passes through as it is spelled`() throws {
    for data in [#"{"a": 1.0}"#, "null", "12", #""http:\/\/192.0.2.1\/x""#, #""rtsp://192.0.2.1/x""#, "[ 1 ]"] {
      #expect(try Self.unwrap(#"{"code":0,"msg":"成功","data":\#(data)}"#) == data)
    }
    #expect(try Self.unwrap(#"{"code":0,"data":"{\"url\":\"u\"}"}"#) == #"{"url":"u"}"#)
    #expect(try Self.unwrap(#"{"code":0,"data":"ABCD"}"#, as: "device.get") == #""ABCD""#)
    #expect(try Self.unwrap(#"{"code":0,"msg":"成功"}"#) == "null")
    #expect(try Self.unwrap(#"{"code":"0","data":7}"#) == "7")
  }

  @Test func `RSA without a key is a matter of configuration`() throws {
    let body = #"{"code":0,"data":"00ff"}"#
    for error in [
      try Self.refusal(body, Self.envelope(version: "1.1", key: nil)), try Self.refusal(body, as: "file.rtmp", Self.envelope(key: nil)),
    ] {
      #expect(error.kind == .configuration)
      #expect(error.fault == "rsaKeyMissing")
      #expect(error.remedy?.zh.contains("rsaPrivateKey") == true)
    }
    #expect(try Self.refusal(body, as: "file.rtmp", Self.envelope(key: "no key")).fault == "rsaKeyUnreadable")
  }

  @Test(arguments: [
    ("E6FAB788A85FA5DDDD539C0684", "sealTruncated"), ("E6FA", "sealTruncated"), ("E6F", "sealNotHex"), ("x", "sealNotHex"),
    ("", "sealTruncated"),
    ("E6FAB788A85FA5DDDD539C06", "sealDamaged"),
  ])
  func `ciphertext that does not open says why`(data: String, fault: String) throws {
    let error = try Self.refusal(#"{"code":0,"data":"\#(data)"}"#)
    #expect(error.fault == fault)
    #expect(error.kind == .malformed)
    let pasted = try #require(throws: APIError.self) { try Self.envelope(key: nil).open(utf8(#"{"code":0,"data":"\#(data)"}"#)) }
    #expect(pasted.fault == (fault == "sealNotHex" ? "rsaKeyMissing" : fault))
  }

  @Test func `pushes cut short, and pushes under another key`() throws {
    let keys = try KnownAnswers.read().responses_rsa
    let row = try #require(keys[0].cases.first)
    let cut = try #require(throws: APIError.self) {
      try Self.envelope(key: keys[0].private_key_pkcs8_base64).open(utf8(#"{"data":"\#(row.cipher_hex.dropLast(2))"}"#))
    }
    #expect(cut.fault == "sealTruncated")
    let other = try #require(throws: APIError.self) { try Self.envelope().open(utf8(#"{"data":"\#(row.cipher_hex)"}"#)) }
    #expect(other.fault == "sealDamaged")
    let none = try #require(throws: APIError.self) { try Self.envelope(key: nil).open(utf8(#"{"data":"\#(row.cipher_hex)"}"#)) }
    #expect(none.fault == "rsaKeyMissing")
  }

  @Test(arguments: [
    ("70012", "应用不存在", ErrorKind.unauthenticated, ExitCode.authentication), ("30043", "应用不存在", .unauthenticated, .authentication),
    ("20103", "IP 10.1.2.3 不在白名单", .forbidden, .refused), ("30108", "x", .forbidden, .refused), ("30032", "x", .forbidden, .refused),
    ("30052", "x", .forbidden, .refused), ("30201", "x", .notFound, .refused), ("30040", "x", .invalid, .refused),
    ("30041", "x", .throttled, .throttled), ("30045", "x", .forbidden, .refused), ("40104", "x", .invalid, .refused),
    ("40105", "x", .invalid, .refused), ("20001", "x", .forbidden, .refused), ("50004", "x", .forbidden, .refused),
    ("-1", "系统错误", .server, .failure), ("-1", "accessToken已过期", .unauthenticated, .authentication),
    ("31999", "refreshToken无效", .unauthenticated, .authentication), ("-1", "签名错误", .unauthenticated, .authentication),
    ("-1", "authCode已失效", .invalid, .refused), ("98765", "新的错误", .refused, .refused),
  ])
  func `every refusal has its kind, code, exit code and remedy`(code: String, message: String, kind: ErrorKind, exit: ExitCode) throws {
    let body = #"{"code":\#(code),"msg":"\#(message)"}"#
    let error = try Self.refusal(body)
    #expect(error.kind == kind)
    #expect(error.code == code)
    #expect(error.kind.exitCode == exit)
    #expect(error.remedy?.zh.isEmpty == false)
    #expect(error.serverMessage == message)
    let seen = Self.envelope().fault(ResponseHead(status: 200, headers: []), utf8(body).span)
    #expect(seen?.kind == kind)
  }

  @Test func `70012 names both known causes`() throws {
    let remedy = try #require(try Self.refusal(#"{"code":70012,"msg":"应用不存在"}"#).remedy)
    #expect(remedy.zh.contains("apiVersion: 2.0") && remedy.zh.contains("请求体"))
    #expect(remedy.en.contains("apiVersion: 2.0") && remedy.en.contains("sent as the body"))
  }

  @Test(arguments: [
    ("IP不在白名单内：203.0.113.7", "203.0.113.7"), ("ip 203.0.113.7:443 denied", "203.0.113.7"), ("未授权的IP[2001:db8::1]", "2001:db8::1"),
  ])
  func `a refused address is named in the remedy`(message: String, address: String) throws {
    let error = try Self.refusal(#"{"code":20103,"msg":"\#(message)"}"#)
    #expect(error.remedy?.zh.contains("服务器 IP 配置") == true)
    #expect(error.remedy?.zh.contains(" \(address) ") == true)
  }

  @Test(arguments: [
    (APIResponse(200, headers: [HeaderField("Content-Type", "text/html")], body: utf8("<html>")), ErrorKind.malformed),
    (APIResponse(200), .malformed),
    (APIResponse(204), .malformed), (APIResponse(302, headers: [HeaderField("Location", "/x")]), .refused),
    (APIResponse(502, body: utf8("<html>")), .unavailable),
    (APIResponse(200, body: utf8("[1]")), .malformed), (APIResponse(200, body: utf8(#"{"data":1}"#)), .malformed),
  ])
  func `what is no envelope is never a success`(answer: APIResponse, kind: ErrorKind) throws {
    let error = try #require(throws: APIError.self) { try Self.envelope().unwrap(answer, to: APIRequest(.post, "/"), for: nil) }
    #expect(error.kind == kind)
  }

  @Test func `the sidecar looks at short answers only`() {
    let envelope = Self.envelope()
    #expect(envelope.looksAt(ResponseHead(status: 200, headers: [])) == 512)
    #expect(envelope.looksAt(ResponseHead(status: 502, headers: [])) == 0)
    #expect(envelope.fault(ResponseHead(status: 200, headers: []), utf8(#"{"code":0,"data":1}"#).span) == nil)
    #expect(envelope.fault(ResponseHead(status: 200, headers: []), utf8(#"{"code":0,"da"#).span) == nil)
  }
}
