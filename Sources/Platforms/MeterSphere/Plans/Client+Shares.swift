public import HufuClient
import HufuSigning

extension Client<MeterSphere> {
  /// A fresh share link of a report: the whole address, for a browser, and when it stops to open. Every call makes another one.
  ///
  /// - Throws: `APIError` when the server has nothing to share.
  public func shareLink(ofReport report: String, project: String? = nil) async throws -> ReportLink {
    var arguments = generation == .v3 ? Self.scoped(project) : [:]
    arguments.append("report", .text(report))
    let share = try await call("report.share", arguments, as: MeterSphere.Share.self)
    guard let tail = share.shareUrl else {
      throw APIError(
        .notFound, Bilingual(zh: "没有可分享的报告 \(report)。", en: "There is no report \(report) to share."), platform: MeterSphere.id)
    }
    let made = connection.timing.now()
    return ReportLink(await siteAddress() + generation.reportPage + tail, expires: await shareLife(of: project).map { made + $0 })
  }

  /// Where browsers find the server: its own setting where it has one that leads anywhere, else where we call it.
  func siteAddress() async -> String {
    let ours = connection.endpoint
    guard generation != .v3, let site = try? await call("site.get", as: Site?.self)?.url, let address = try? Endpoint(site),
      !address.isLoopback || ours.isLoopback
    else { return ours.description }
    return address.description
  }

  /// nil where nobody says.
  private func shareLife(of project: String?) async -> Duration? {
    guard let answer = try? await connection.call("share.life", Self.scoped(project)), let life = try? JSONValue(parsing: answer.payload)
    else { return nil }
    return Duration(shareReportTime: life.text ?? life["typeValue"]?.text)
  }
}

/// What `site.get` says that matters here.
private struct Site: Decodable {
  var url: String?
}
