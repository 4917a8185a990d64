public import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// `/t/ORG/p/TEAM/code-analysis/repos/N/projects/M/scan-history/JOB` of the web pages, and the addresses of the API.
  ///
  /// Source: documents/tca.txt (org_sid and project_team stand in the address); the routes of the vendor's web pages.
  public static func locate(_ address: BrowserAddress) throws -> Location? {
    if let start = address.place(of: ["server", nil, "api"]) {
      return located(address.path[(start + 3)...], ["orgs", "teams"], at: address.url(before: start))
    }
    if let start = address.place(of: ["t", nil]) { return located(address.path[start...], ["t", "p"], at: address.url(before: start)) }
    return nil
  }

  /// - Parameter words: what stands before the organisation and before the team.
  private static func located(_ path: ArraySlice<String>, _ words: [String], at url: String) -> Location {
    func value(after word: String) -> String? {
      path.firstIndex(of: word).map { path.index(after: $0) }.flatMap { path.indices.contains($0) ? path[$0] : nil }
    }
    func number(after word: String) -> String? { value(after: word).flatMap { UInt64($0) == nil ? nil : $0 } }
    var location = Location(url)
    location.defaults["org"] = value(after: words[0])
    location.defaults["team"] = value(after: words[1])
    location.defaults["repo"] = number(after: "repos")
    if location.defaults["repo"] != nil { location.defaults["project"] = number(after: "projects") }
    if location.defaults["project"] != nil { location.arguments["job"] = number(after: "scan-history") ?? number(after: "jobs") }
    return location
  }
}
