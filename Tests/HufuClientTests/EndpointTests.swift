import HufuClient
import HufuSigning
import Testing

@Suite struct EndpointTests {
  @Test(arguments: [
    ("https://ms.example.com", "https://ms.example.com", ""), ("https://ms.example.com/", "https://ms.example.com", ""),
    ("http://127.0.0.1:7800/tca/server/", "http://127.0.0.1:7800", "/tca"), ("https://[::1]:8443/a/b", "https://[::1]:8443", "/a/b"),
    ("HTTPS://h:443", "https://h", ""),
  ])
  func reads(_ text: String, origin: String, prefix: String) throws {
    let (endpoint, _) = try Endpoint.parse(text, dropping: ["/server"])
    #expect(endpoint.origin == origin)
    #expect(endpoint.prefix == prefix)
  }

  @Test(arguments: [
    "ms.example.com", "ftp://x", "https://", "https://u:p@h", "https://h:99999", "https://h/?q=1", "https://h/中", "http://[::1]8080",
    "http://[::1",
  ])
  func refuses(_ text: String) { #expect(throws: ConfigurationError.self) { try Endpoint(text) } }

  @Test(arguments: ["https://user:hunter2@h", "user:hunter2@h", "https://h/?access_token=hunter2"])
  func aSecretInAnAddressIsNotRepeated(_ address: String) {
    let error = #expect(throws: ConfigurationError.self) { try Endpoint(address) }
    #expect(error.map { !"\($0)".contains("hunter2") } ?? false)
  }

  @Test(arguments: [
    ("localhost", true), ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("127.0.0.1.evil.example", false), ("example.com", false),
  ])
  func knowsThisMachine(_ host: String, _ isLoopback: Bool) { #expect(Endpoint(scheme: .http, host: host).isLoopback == isLoopback) }
}
