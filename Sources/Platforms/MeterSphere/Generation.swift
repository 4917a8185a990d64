extension MeterSphere {
  /// The three APIs of MeterSphere (platforms/metersphere.md §0).
  public enum Generation: String, Decodable, Sendable, CaseIterable {
    /// 1.1 to 2.2: one server.
    case v1
    /// 2.3 to 2.10: a gateway; a path's first segment names the service.
    case v2
    /// From 3.0: one server again, another envelope, numeric ids.
    case v3

    /// The page that shows a shared report, relative to the endpoint; a share's `shareUrl` goes behind it.
    public var reportPage: String {
      switch self {
      case .v1: "/sharePlanReport"
      case .v2: "/track/share-plan-report"
      case .v3: "/#/share/shareReportTestPlan"
      }
    }

    /// The header that names what stands above projects.
    var scopeHeader: StaticString {
      switch self {
      case .v1, .v2: "WORKSPACE"
      case .v3: "ORGANIZATION"
      }
    }
  }
}
