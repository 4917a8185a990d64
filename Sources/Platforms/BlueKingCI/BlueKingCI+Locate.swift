public import HufuClient
import HufuSigning

extension BlueKingCI {
  /// `/console/pipeline/PROJECT/PIPELINE/detail/BUILD` and its neighbours, `/console/codelib/PROJECT`, and the addresses of the API.
  ///
  /// Source: the routes of the vendor's web pages. Of a pipeline's place only what begins with `p-` is an id; `list`, `template` and others
  /// are pages.
  public static func locate(_ address: BrowserAddress) throws -> Location? {
    if let start = address.place(of: ["ms", nil, "api"]) {
      var location = Location(address.url(before: start))
      let api = Settings.API.allCases.map(\.rawValue).first { address.path[start...].contains($0) }
      if address.path[start + 1] == "openapi" { location.settings["api"] = api }
      return location
    }
    guard let start = address.place(of: ["console"]) else { return nil }
    let page = Array(address.path[(start + 1)...])
    var location = Location(address.url(before: start))
    guard !page.isEmpty else { return location }
    guard page.count > 1, ["pipeline", "codelib"].contains(page[0]) else { throw address.unknownPage(of: id, url: location.url) }
    location.defaults["project"] = page[1]
    guard page[0] == "pipeline", page.count > 2, page[2].hasPrefix("p-") else { return location }
    location.defaults["pipeline"] = page[2]
    if page.count > 4, page[3] == "detail", page[4].hasPrefix("b-") { location.arguments["build"] = page[4] }
    return location
  }
}
