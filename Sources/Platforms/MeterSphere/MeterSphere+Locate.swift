public import HufuClient
import HufuSigning

extension MeterSphere {
  /// `#/track/plan/view/PLAN?projectId=…` and its neighbours (v1, v2); `#/…?orgId=…&pId=…&id=…` (v3).
  ///
  /// Source: the routes of the vendor's web pages. v1 and v2 have the same addresses, so they leave `generation` as it is.
  public static func locate(_ address: BrowserAddress) throws -> Location? {
    guard !address.route.isEmpty || !address.routeQuery.isEmpty else { return nil }
    var location = Location(address.url())
    let route = address.route
    if address.routeQuery["orgId"] != nil || address.routeQuery["pId"] != nil {
      location.settings = ["generation": Generation.v3.rawValue]
      location.settings["organization"] = address.routeQuery["orgId"]
      location.settings["project"] = address.routeQuery["pId"]
      guard let id = address.routeQuery["id"], route.first == "test-plan" else { return location }
      switch route.dropFirst().first {
      case "testPlanIndex", "testPlanIndexDetail": location.defaults["plan"] = id
      case "testPlanReportDetail": location.arguments["report"] = id
      default: break
      }
      return location
    }
    guard route.first == "track" else {
      // The pages before and after a sign-in show no ids.
      if [["login"], ["workstation"], ["setting"]].contains(Array(route.prefix(1))) { return location }
      throw address.unknownPage(of: id, url: location.url)
    }
    location.settings["project"] = address.routeQuery["projectId"]
    switch Array(route.dropFirst()) {
    case let page where page.count == 3 && page[0] == "plan" && page[1] == "view": location.defaults["plan"] = page[2]
    case ["testPlan", "reportList"]: location.arguments["report"] = address.routeQuery["resourceId"]
    case let page where page.count == 2 && page[0] == "case" && page[1] != "all": location.settings["project"] = page[1]
    case let page where page.count > 2 && page[1] == "case": location.settings["project"] = page[0]
    default: break
    }
    return location
  }
}
