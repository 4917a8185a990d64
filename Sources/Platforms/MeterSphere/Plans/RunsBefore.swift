import HufuClient
import HufuSigning

/// A v3 plan's runs just before a start, and how far the server's clock was from ours then.
struct RunsBefore: Sendable {
  var reports: Set<String> = []
  var clock = ServerClock()
}

extension Client<MeterSphere> {
  func runsBefore(of plan: String) async throws -> RunsBefore {
    let (reply, clock) = try await connection.callForTime("report.status", ["plan": .string(plan), "size": 100])
    let list = try JSONValue(parsing: reply.payload)["list"]?.elements ?? []
    return RunsBefore(reports: Set(list.compactMap { ($0["reportId"] ?? $0["id"])?.scalarText }), clock: clock)
  }

  /// The reports of a v3 plan's runs that may be a start of ours whose answer was lost: not there before, set off as ours was, by our
  /// user, in the time between request and loss.
  ///
  /// The history names users for people only; whose a report is stands in the project's list of reports.
  func runs(
    of plan: String, in project: String?, since before: RunsBefore, by user: String, trigger: String, of lost: LostStart
  ) async throws -> [String] {
    let span = lost.span(by: before.clock)
    var fresh: [String] = []
    for try await run in try history(of: plan).prefix(100) where !before.reports.contains(run.report) {
      guard run.triggerMode.map({ $0 == trigger }) ?? true, let start = run.startTime.map({ Timestamp($0) }) else { continue }
      if span.contains(start) { fresh.append(run.report) }
    }
    guard !fresh.isEmpty else { return [] }
    // Ours is what is seen to be ours: the list may leave out runs that are not over, and a colleague's must not be taken for it.
    var own: Set<String> = []
    for try await report in try reports(of: project).prefix(Self.looked) where report.createUser == user { own.insert(report.id) }
    return fresh.filter(own.contains)
  }

  private static var looked: Int { 500 }
}
