import HufuClient
import HufuISRPA
import HufuSigning
import Testing

/// Only the server is to be found in iS-RPA's addresses: its pages are not public.
@Suite struct LocateTests {
  private static let pages: [(String, String)] = [
    ("https://rpa.example.com/oapi/v1/job/create", "https://rpa.example.com"),
    ("https://rpa.example.com:8443/rpa/oapi/v1/token?accessKey=a&secretKey=b", "https://rpa.example.com:8443/rpa"),
    ("https://rpa.example.com/doc.html#/home", "https://rpa.example.com"), ("https://rpa.example.com", "https://rpa.example.com"),
  ]

  @Test(arguments: pages)
  func forms(_ text: String, _ url: String) throws { #expect(try ISRPA.location(of: text) == Location(url)) }

  @Test func anUnknownPageTellsTheServer() {
    #expect(throws: ConfigurationError.self) { try ISRPA.location(of: "https://rpa.example.com/#/jobs") }
  }
}
