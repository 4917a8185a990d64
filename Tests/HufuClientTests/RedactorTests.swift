import HufuClient
import HufuSigning
import HufuTesting
import Testing

@Suite struct RedactorTests {
  @Test func cleansEverySpelling() {
    let secret = "s3cr/t+密钥=="
    let redactor = Redactor()
    redactor.learn(Secret(secret))
    let bytes = Array(secret.utf8)
    let spellings = [
      secret, PercentEncoding.unreserved.encode(secret), PercentEncoding.formJava.encode(secret).lowercased(), Base64.encode(bytes),
      Base64.encode(bytes).replacing("+", with: "-").replacing("/", with: "_"),
      Hex.encode(bytes),
      Hex.encode(bytes, uppercase: true), PercentEncoding.unreserved.encode(PercentEncoding.unreserved.encode(secret)),
    ]
    for spelling in spellings { #expect(redactor.clean("a \(spelling) b") == "a <redacted> b") }
  }

  /// A server issues a token percent-encoded, takes it back in a query, and echoes what it decoded.
  @Test(arguments: ["%2Bxe4AbC9%2FqL%3D%3D", "%252Bxe4AbC9%252FqL%253D%253D"])
  func cleansWhatIsBehindAnEncodedSecret(_ issued: String) {
    let redactor = Redactor()
    redactor.learn(issued)
    for spelling in [
      "+xe4AbC9/qL==", "%2Bxe4AbC9%2FqL%3D%3D", "%2bxe4AbC9%2fqL%3d%3d", #"+xe4AbC9\/qL=="#, #"+xe4AbC9/qL\u003d\u003d"#, issued,
    ] {
      #expect(redactor.clean("token '\(spelling)'") == "token '<redacted>'")
    }
  }

  @Test func aSecretNeverShowsItself() {
    let secret = Secret("hunter2hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] { #expect(!text.contains("hunter2")) }
  }

  @Test(arguments: [
    #"Ab/c+D=="#, #"Ab\/c+D=="#, #"Ab/c+D\u003d\u003d"#, #"Ab\/c+D\u003D\u003D"#, "Ab%2Fc%2BD%3D%3D", "Ab%2fc%2bD%3d%3d",
  ])
  func aSignatureIsKnownAsOtherLanguagesWriteIt(_ spelling: String) {
    let redactor = Redactor()
    redactor.learn("Ab/c+D==")
    #expect(redactor.clean("x\(spelling)y") == "x<redacted>y")
  }

  @Test(arguments: [#"\u5bc6\u94a5-secret"#, #"\u5BC6\u94A5-secret"#])
  func aSecretInAnotherScriptIsKnownInASCII(_ spelling: String) {
    let redactor = Redactor()
    redactor.learn("密钥-secret")
    #expect(redactor.clean(spelling) == "<redacted>")
  }

  @Test(arguments: [
    ("abcdefghijk", "<redacted>"), ("abcdef", "<redacted>"), ("abcdefabcdef", "<redacted><redacted>"),
    ("xcdefghijkabcdefy", "x<redacted><redacted>y"),
    ("abcdef\u{301}", "<redacted>\u{301}"), ("abcde", "abcde"), ("", ""), ("甲abcdef乙", "甲<redacted>乙"),
    ("c2V2ZW43Nw==.", "<redacted>."),
  ])
  func secretsThatOverlapOrTouchLeaveNothing(_ text: String, _ cleaned: String) {
    let redactor = Redactor()
    redactor.learn("abcdef")
    redactor.learn("cdefghijk")
    redactor.learn("seven77")
    #expect(redactor.clean(text) == cleaned)
  }

  /// The last 256 signatures at least, and every credential for good.
  @Test func signaturesPassAndCredentialsStay() async throws {
    var options = ConnectionOptions()
    options.retry = .none
    let (connection, transport) = try connection(
      [.answer(200, "T1-token")] + Array(repeating: .answer(200, "{}"), count: 2000), options: options)
    for number in 0..<2000 {
      _ = try await connection.call("thing.read")
      if number % 700 == 0 { _ = options.redactor.clean("now and then") }
    }
    let signatures = transport.requests.compactMap { $0.headers["X-Sign"] }
    #expect(signatures.suffix(256).allSatisfy { options.redactor.clean("is \($0)") == "is <redacted>" })
    #expect(options.redactor.clean("topsecret T1-token") == "<redacted> <redacted>")
  }

  /// Whoever pastes a whole Cookie header gives several secrets, and each may come back alone.
  @Test func aCookiesValuesAreSecretsOfTheirOwn() {
    let redactor = Redactor()
    redactor.learn("bk_uid=admin; bk_ticket=Zx81kQ-0vT7nW3yPq9LmR5sD2f")
    #expect(redactor.clean("no such ticket: Zx81kQ-0vT7nW3yPq9LmR5sD2f") == "no such ticket: <redacted>")
    #expect(redactor.clean("hello admin") == "hello admin")
    // Padding makes no header of a secret.
    redactor.learn("q2hhbmdlIG1lIHBsZWFzZQ==")
    #expect(redactor.clean("== stays ==") == "== stays ==")
  }
}
