import HufuClient
import HufuSigning
import Testing

@testable import HufuISRPA

@Suite struct SignerTests {
  static func sign(_ request: APIRequest, _ stringify: ISRPA.Settings.Stringify = .rejectNested) throws(SigningError) -> APIRequest {
    try ParameterSigner(token: Secret("token-1"), style: .sorted, quoting: .pythonQuote, stringify: stringify)
      .signed(request, at: Timestamp(1_600_000_000_000), nonce: "")
  }

  static func error(_ request: APIRequest) -> SigningError? {
    do throws(SigningError) {
      _ = try sign(request)
      return nil
    } catch {
      return error
    }
  }

  static let refused: [(name: String, request: APIRequest, reason: SigningError.Reason, clientCode: Int)] = [
    ("HEAD", APIRequest(.head, "/x"), .method, 42),
    ("PATCH", APIRequest(.patch, "/x", body: .bytes(utf8("{}"))), .method, 42),
    ("a GET with a body", APIRequest(.get, "/x", body: .bytes(utf8("{}"))), .body, 41),
    ("a form body", APIRequest(.post, "/x", body: .bytes(utf8("a=1"))), .body, 41),
    ("an array body", APIRequest(.put, "/x", body: .bytes(utf8("[1]"))), .body, 41),
    ("a broken % sequence", APIRequest(.get, "/x", query: "a=%4"), .parameter, 41),
    ("bytes that are no UTF-8", APIRequest(.get, "/x", query: "a=%FF"), .parameter, 41),
    ("a name twice in the query", APIRequest(.get, "/x", query: "a=1&a=2"), .parameter, 41),
    ("a name twice in the body", APIRequest(.post, "/x", body: .bytes(utf8(#"{"a":1,"b":0,"a":2}"#))), .parameter, 41),
    ("query against body", APIRequest(.post, "/x", query: "a=1", body: .bytes(utf8(#"{"a":"2"}"#))), .parameter, 41),
    ("an object", APIRequest(.post, "/x", body: .bytes(utf8(#"{"a":{"b":1}}"#))), .parameter, 41),
    ("an array", APIRequest(.delete, "/x", body: .bytes(utf8(#"{"a":[]}"#))), .parameter, 41),
  ]

  @Test(arguments: refused.indices)
  func `refused before anything is sent`(index: Int) throws {
    let (name, request, reason, clientCode) = Self.refused[index]
    let error = try #require(Self.error(request), "\(name) was signed")
    #expect(error.reason == reason, "\(name)")
    #expect(error.clientCode == clientCode)
    #expect(error.remedy?.zh.isEmpty == false)
    #expect(error.kind.exitCode == .usage)
  }

  @Test func `a streamed body is refused`() {
    let error = Self.error(APIRequest(.post, "/x", body: .file(path: "x")))
    #expect(error?.reason == .body)
  }

  @Test func `query items of a POST belong to its parameters`() throws {
    let merged = try Self.sign(APIRequest(.post, "/x", query: "b=%E4%B8%AD&c=3", body: .bytes(utf8(#"{"c":"3","a":true}"#))))
    #expect(merged.body == .bytes(utf8(#"{"a": "True", "b": "\u4e2d", "c": "3"}"#)))
    #expect(string(merged.query) == "a=True&b=%E4%B8%AD&c=3")
    let repeated = try Self.sign(APIRequest(.get, "/x", query: "b=1&a=2&b=1"))
    #expect(string(repeated.query) == "a=2&b=1")
    let put = try Self.sign(APIRequest(.put, "/x", query: "b=1"))
    #expect(put.body == .bytes(utf8(#"{"b": "1"}"#)))
    #expect(put.query.isEmpty)
  }

  @Test func `values become text as the setting says`() throws {
    let request = APIRequest(.put, "/x", body: .bytes(utf8(#"{"l":[1, "é"],"n":null,"o":{"b": true},"t":true}"#)))
    #expect(
      try Self.sign(request, .python).body == .bytes(utf8(#"{"l": "[1, '\u00e9']", "n": "None", "o": "{'b': True}", "t": "True"}"#)))
    #expect(
      try Self.sign(request, .json).body == .bytes(utf8(#"{"l": "[1,\"\u00e9\"]", "n": "null", "o": "{\"b\":true}", "t": "true"}"#)))
  }

  @Test func `the caller's own handshake and cookies are dropped`() throws {
    var request = APIRequest(.get, "/x", query: "a=1")
    for name in ["AccessToken", "Timestamp", "SIGNATURE", "Cookie", "content-Type"] { request.headers.append(HeaderField(name, "mine")) }
    #expect(!(try Self.sign(request)).headers.contains { $0.value == "mine" })
  }

  @Test func `token and signature are marked as secret`() throws {
    let signer = try ParameterSigner(token: Secret("token-1"), style: .sorted, quoting: .pythonQuote, stringify: .python)
    let names = try signer.edited(APIRequest(.get, "/x"), at: Timestamp(1), nonce: "").secretHeaders
    #expect(names == ["accesstoken", "signature"])
  }

  @Test(arguments: ["", "a b", "a\r\nHost: x", "tök€n"])
  func `a token that cannot stand in a header is refused`(token: String) {
    let error = #expect(throws: SigningError.self) {
      try ISRPA(settings: .init()).signer(for: .init(accessKey: "a", secretKey: Secret("b")), token: AccessToken(Secret(token)))
    }
    #expect(error?.reason == .credential)
    #expect(token.isEmpty || error?.message.zh.contains(token) == false)
  }

  @Test func `without a token nothing is signed`() {
    let error = #expect(throws: SigningError.self) {
      try ISRPA(settings: .init()).signer(for: .init(accessKey: "a", secretKey: Secret("b")), token: nil)
    }
    #expect(error?.reason == .tokenMissing)
    #expect(error?.clientCode == 44)
  }

  @Test func `no secret shows in what is printed`() throws {
    let credential = ISRPA.Credential(accessKey: "ak", secretKey: Secret("very-secret-key"))
    let signer = try ISRPA(settings: .init()).signer(for: credential, token: AccessToken(Secret("very-secret-token")))
    for text in [String(reflecting: credential), String(reflecting: signer), "\(signer)", "\(credential)"] {
      #expect(!text.contains("very-secret"))
    }
  }
}
