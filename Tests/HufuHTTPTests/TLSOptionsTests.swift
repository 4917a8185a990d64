import HufuClient
import HufuHTTP
import HufuSigning
import Testing

@Suite struct TLSOptionsTests {
  @Test(arguments: ["sha256/", "sha256/AAAA", "AAAA", "sha1/AAAA", ""])
  func pinOfAnotherShape(_ text: String) {
    #expect(throws: ConfigurationError.self) { try PublicKeyPin(text) }
  }

  @Test func pinIsReadInBothSpellings() throws {
    let digits = String(repeating: "A", count: 43) + "="
    #expect(try PublicKeyPin("sha256/" + digits) == PublicKeyPin("sha256//" + digits))
    #expect(try PublicKeyPin("sha256/" + digits).description == "sha256/" + digits)
  }

  @Test(arguments: ["/no/such/file.pem", "/dev/null"])
  func caFileWithoutCertificates(_ path: String) {
    var options = HTTPTransportOptions()
    options.tls.caFile = path
    let error = #expect(throws: ConfigurationError.self) { try HTTPTransport(options, environment: [:]) }
    #expect(error?.message.en.contains(path) == true)
  }
}
