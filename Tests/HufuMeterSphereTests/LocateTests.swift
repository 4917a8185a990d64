import HufuClient
import HufuMeterSphere
import HufuSigning
import Testing

/// Addresses as they stand in the browser on MeterSphere's pages, in every form its own routes have.
@Suite struct LocateTests {
  private static let url = "https://ms.example.com"

  private static let pages: [(String, Location)] = [
    ("/#/track/plan/view/plan-1", Location(url, defaults: ["plan": "plan-1"])),
    ("/#/track/plan/view/plan-1?projectId=p-2", Location(url, settings: ["project": "p-2"], defaults: ["plan": "plan-1"])),
    ("/#/track/plan/all", Location(url)),
    ("/#/track/home", Location(url)),
    ("/#/track/testPlan/reportList?resourceId=r-1", Location(url, arguments: ["report": "r-1"])),
    ("/#/track/case/p-2", Location(url, settings: ["project": "p-2"])),
    ("/#/track/case/all", Location(url)),
    ("/#/track/p-2/case/create", Location(url, settings: ["project": "p-2"])),
    ("/#/track/p-2/case/edit/c-9", Location(url, settings: ["project": "p-2"])),
    ("/#/login", Location(url)),
    ("/prefix/#/track/plan/view/plan-1", Location("\(url)/prefix", defaults: ["plan": "plan-1"])),
    (
      "/#/test-plan/testPlanIndexDetail?id=44098&orgId=100001&pId=11025",
      Location(url, settings: ["generation": "v3", "organization": "100001", "project": "11025"], defaults: ["plan": "44098"])
    ),
    (
      "/#/test-plan/testPlanIndex?id=429&orgId=100001&pId=11025",
      Location(url, settings: ["generation": "v3", "organization": "100001", "project": "11025"], defaults: ["plan": "429"])
    ),
    (
      "/#/test-plan/testPlanReportDetail?id=77&type=TEST_PLAN&orgId=100001&pId=11025",
      Location(url, settings: ["generation": "v3", "organization": "100001", "project": "11025"], arguments: ["report": "77"])
    ),
    (
      "/#/api-test/report?orgId=100001&pId=11025&type=API&reportId=5",
      Location(url, settings: ["generation": "v3", "organization": "100001", "project": "11025"])
    ),
    ("/#/workstation?orgId=100001", Location(url, settings: ["generation": "v3", "organization": "100001"])),
    ("", Location(url)), ("/", Location(url)), ("/#/", Location(url)), ("/metersphere", Location("\(url)/metersphere")),
  ]

  @Test(arguments: pages)
  func forms(_ page: String, _ location: Location) throws {
    #expect(try MeterSphere.location(of: Self.url + page) == location)
  }

  @Test(arguments: ["/#/performance/test/all", "/sharePlanReport?shareId=s-1", "/track/share-plan-report?shareId=s-1"])
  func anUnknownPageTellsTheServer(_ page: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try MeterSphere.location(of: Self.url + page) }
    #expect(error.message.en.contains(Self.url))
    #expect(error.remedy?.en.contains("--url \(Self.url)") == true)
    #expect(!error.message.en.contains("s-1"))
  }

  @Test(arguments: ["ms.example.com/#/track/home", "https:///x", "https://me:pw@ms.example.com/#/track/home", "ftp://ms.example.com"])
  func whatIsNoAddress(_ text: String) {
    #expect(throws: ConfigurationError.self) { try MeterSphere.location(of: text) }
  }
}
