import HufuClient
import HufuCodeAnalysis
import HufuSigning
import Testing

/// Addresses of TCA's pages and of its API.
@Suite struct LocateTests {
  private static let url = "http://tca.example.com"
  private static let team = ["org": "xxx", "team": "yyy"]
  private static let repo = team.merging(["repo": "1"]) { $1 }
  private static let project = repo.merging(["project": "27"]) { $1 }

  private static let pages: [(String, Location)] = [
    ("/t/xxx", Location(url, defaults: ["org": "xxx"])),
    ("/t/xxx/workspace", Location(url, defaults: ["org": "xxx"])),
    ("/t/xxx/p/yyy", Location(url, defaults: team)),
    ("/t/xxx/p/yyy/repos", Location(url, defaults: team)),
    // The document's own example.
    ("/t/xxx/p/yyy/code-analysis/repos/1/projects?limit=10&offset=0", Location(url, defaults: repo)),
    ("/t/xxx/p/yyy/code-analysis/project/repos/1/projects", Location(url, defaults: repo)),
    ("/t/xxx/p/yyy/code-analysis/repos/1/schemes/4/basic", Location(url, defaults: repo)),
    ("/t/xxx/p/yyy/code-analysis/repos/1/projects/27/overview", Location(url, defaults: project)),
    ("/t/xxx/p/yyy/code-analysis/repos/1/projects/27/codelint-issues?state=1", Location(url, defaults: project)),
    ("/t/xxx/p/yyy/code-analysis/repos/1/projects/27/scan-history/8/detail", Location(url, defaults: project, arguments: ["job": "8"])),
    ("/t/%E7%BB%84/p/yyy", Location(url, defaults: ["org": "组", "team": "yyy"])),
    ("/tca/t/xxx/p/yyy", Location("\(url)/tca", defaults: team)),
    ("/server/main/api/orgs/xxx/teams/yyy/repos/?limit=12&offset=0", Location(url, defaults: team)),
    ("/server/analysis/api/orgs/xxx/teams/yyy/repos/1/projects/27/overview/", Location(url, defaults: project)),
    (
      "/server/main/api/v3/orgs/xxx/teams/yyy/repos/1/projects/27/jobs/8/cancel/", Location(url, defaults: project, arguments: ["job": "8"])
    ),
    ("", Location(url)), ("/server/", Location("\(url)/server")),
  ]

  @Test(arguments: pages)
  func forms(_ page: String, _ location: Location) throws { #expect(try CodeAnalysis.location(of: Self.url + page) == location) }

  @Test func anUnknownPageTellsTheServer() throws {
    let error = try #require(throws: ConfigurationError.self) { try CodeAnalysis.location(of: Self.url + "/home?tab=1") }
    #expect(error.remedy?.en.contains("--url \(Self.url)") == true)
  }
}
