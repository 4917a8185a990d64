import HufuBlueKingCI
import HufuClient
import HufuSigning
import Testing

/// Addresses of BlueKing CI's console and of its API.
@Suite struct LocateTests {
  private static let url = "https://ci.example.com"
  private static let pipeline = ["project": "demo", "pipeline": "p-0123456789abcdef0123456789abcdef"]
  private static let page = "/console/pipeline/demo/p-0123456789abcdef0123456789abcdef"
  private static let build = "b-fedcba9876543210fedcba9876543210"

  private static let pages: [(String, Location)] = [
    ("/console", Location(url)), ("/console/", Location(url)),
    ("/console/pipeline/demo", Location(url, defaults: ["project": "demo"])),
    ("/console/pipeline/demo/list/allPipeline", Location(url, defaults: ["project": "demo"])),
    ("/console/pipeline/demo/template/t-1/edit", Location(url, defaults: ["project": "demo"])),
    ("/console/pipeline/demo/group", Location(url, defaults: ["project": "demo"])),
    ("/console/codelib/demo/?id=1&searchName=x", Location(url, defaults: ["project": "demo"])),
    (page, Location(url, defaults: pipeline)), ("\(page)/history", Location(url, defaults: pipeline)),
    ("\(page)/edit#atom", Location(url, defaults: pipeline)), ("\(page)/preview", Location(url, defaults: pipeline)),
    ("\(page)/detail/\(build)", Location(url, defaults: pipeline, arguments: ["build": build])),
    ("\(page)/detail/\(build)/executeDetail/2", Location(url, defaults: pipeline, arguments: ["build": build])),
    ("/ci\(page)", Location("\(url)/ci", defaults: pipeline)),
    ("/ms/auth/api/user/token/get", Location(url)),
    ("/ms/openapi/api/apigw/v3/projects?access_token=hushhush", Location(url, settings: ["api": "v3"])),
    ("/ms/openapi/api/apigw/v4/projects/project/project_list", Location(url, settings: ["api": "v4"])),
    ("", Location(url)), ("/bkci", Location("\(url)/bkci")),
  ]

  @Test(arguments: pages)
  func forms(_ page: String, _ location: Location) throws { #expect(try BlueKingCI.location(of: Self.url + page) == location) }

  @Test(arguments: ["/console/store/market", "/other?access_token=hushhush"])
  func anUnknownPageTellsTheServer(_ page: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try BlueKingCI.location(of: Self.url + page) }
    #expect(error.message.en.contains(Self.url))
    #expect(!"\(error)".contains("hushhush"))
  }
}
