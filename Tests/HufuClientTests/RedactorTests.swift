import HufuClient
import HufuSigning
import Testing

@Suite struct RedactorTests {
  @Test func cleansEverySpelling() {
    let secret = "s3cr/t+密钥=="
    let redactor = Redactor()
    redactor.learn(Secret(secret))
    let bytes = Array(secret.utf8)
    let spellings = [
      secret, PercentEncoding.unreserved.encode(secret), PercentEncoding.formJava.encode(secret).lowercased(), Base64.encode(bytes),
      Hex.encode(bytes),
      Hex.encode(bytes, uppercase: true), PercentEncoding.unreserved.encode(PercentEncoding.unreserved.encode(secret)),
    ]
    for spelling in spellings { #expect(redactor.clean("a \(spelling) b") == "a <redacted> b") }
  }

  @Test func aSecretNeverShowsItself() {
    let secret = Secret("hunter2hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] { #expect(!text.contains("hunter2")) }
  }
}
