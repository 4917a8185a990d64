import HufuClient
import HufuSigning
import HufuTianyi
import Testing

/// Only the server is to be found in Tianyi's addresses; the portal is another one than the API's.
@Suite struct LocateTests {
  private static let pages: [(String, String)] = [
    ("https://vcp.21cn.com/open/oauth/login/getAuthPageUrl", "https://vcp.21cn.com"),
    ("https://vcp.21cn.com/open/token/device/getDeviceList", "https://vcp.21cn.com"),
    ("https://open.ctseelink.cn/portal/QA?id=1#top", "https://vcp.21cn.com"), ("https://vcp.dlife.cn/portal", "https://vcp.21cn.com"),
    ("http://127.0.0.1:7800/tianyi/open/oauth/getAccessToken", "http://127.0.0.1:7800/tianyi"),
    ("https://vcp.21cn.com", "https://vcp.21cn.com"), ("http://127.0.0.1:7800/tianyi", "http://127.0.0.1:7800/tianyi"),
  ]

  @Test(arguments: pages)
  func forms(_ text: String, _ url: String) throws { #expect(try Tianyi.location(of: text) == Location(url)) }

  @Test func anUnknownPageTellsTheServer() {
    #expect(throws: ConfigurationError.self) { try Tianyi.location(of: "https://vcp.21cn.com/page?device=1") }
  }
}
