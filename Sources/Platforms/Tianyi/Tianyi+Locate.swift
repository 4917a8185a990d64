public import HufuClient
import HufuSigning

extension Tianyi {
  /// An address of the API gives its server; the portal, where applications are managed, is another server than the API's
  /// (platforms/tianyi.md §1).
  public static func locate(_ address: BrowserAddress) throws -> Location? {
    if portals.contains(address.server.host) { return Location("https://vcp.21cn.com") }
    return address.place(of: ["open", nil]).map { Location(address.url(before: $0)) }
  }

  private static let portals: Set = ["open.ctseelink.cn", "vcp.dlife.cn"]
}
