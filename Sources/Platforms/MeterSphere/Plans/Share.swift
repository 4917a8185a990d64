import HufuSigning

extension MeterSphere {
  /// A share link: `shareUrl` goes behind ``Generation/reportPage``. Both are null when there was no report to share.
  public struct Share: Decodable, Sendable, Equatable {
    public var id: String?
    public var shareUrl: String?
  }
}

extension Duration {
  /// A project's TRACK_SHARE_REPORT_TIME (`24H`, `7D`, `1M`, `1Y`); a month counts 30 days (platforms/metersphere.md §2.2).
  init?(shareReportTime text: String?) {
    let hours: [Character: Int] = ["H": 1, "D": 24, "M": 30 * 24, "Y": 365 * 24]
    guard let text, let unit = text.last.flatMap({ hours[$0] }), let count = Int(text.dropLast()), (1...9999).contains(count) else {
      return nil
    }
    self = .seconds(count * unit * 3600)
  }
}
