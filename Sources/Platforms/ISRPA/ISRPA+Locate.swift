public import HufuClient
import HufuSigning

extension ISRPA {
  /// An address of the API, or of the server's own manual `/doc.html` (platforms/isrpa.md §2), gives its server; no other page is public.
  public static func locate(_ address: BrowserAddress) throws -> Location? {
    let start = address.place(of: ["oapi"]) ?? address.place(of: ["doc.html"])
    return start.map { Location(address.url(before: $0)) }
  }
}
