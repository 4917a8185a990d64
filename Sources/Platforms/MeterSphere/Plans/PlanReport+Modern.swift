import HufuClient
import HufuSigning

extension PlanReport {
  /// The report of v3: rates in percent, written as texts; its cases are pages of their own. nil where there is none.
  init?(modern json: JSONValue) {
    guard json.members != nil else { return nil }
    name = json["name"]?.text
    started = json["startTime"]?.moment
    ended = json["endTime"]?.moment
    passRate = json["passRate"]?.rate
    threshold = json["passThreshold"]?.rate
    let done = json["executeCount"]
    counts = Counts(
      total: json["caseTotal"]?.count, passed: done?["success"]?.count, failed: done?["error"]?.count,
      falseErrors: done?["fakeError"]?.count, blocked: done?["block"]?.count, pending: done?["pending"]?.count)
    if let total = counts.total, let pending = counts.pending { counts.executed = total - pending }
    if let total = json["planCount"]?.count, let passed = json["passCountOfPlan"]?.count, let failed = json["failCountOfPlan"]?.count {
      plans = Plans(total: total, passed: passed, failed: failed)
    }
  }
}

extension CaseResult {
  /// One line of v3's page of cases. A case may stand in several test sets of a plan, each time with an end of its own: then the set is part
  /// of what tells it apart.
  init?(modern item: JSONSlice, kind: String) {
    guard let id = item["id"]?.scalarText else { return nil }
    let word = CaseWord(item["executeResult"]?.text ?? "")
    let set = item["collectionId"]?.scalarText
    self.init(
      id: [id, set].compactMap { $0 }.joined(separator: "/"), name: item["name"]?.text ?? id, group: kind, word.outcome,
      message: word.message,
      duration: item["requestDuration"]?.int.map { .milliseconds($0) })
  }
}

extension Client<MeterSphere> {
  /// A run's report with its cases; nil where the server has no content for it.
  func report(_ id: String) async throws -> PlanReport? {
    let json = try JSONValue(parsing: try await connection.call("report.get", ["report": .string(id)]).payload)
    guard generation == .v3 else { return PlanReport(classic: json) }
    guard var report = PlanReport(modern: json) else { return nil }
    for kind in ["api", "scenario", "functional"] {
      for try await item in try connection.items("reportCases.list", ["report": .string(id), "kind": .string(kind), "size": 500]) {
        if let result = CaseResult(modern: item, kind: kind) { report.cases.append(result) }
      }
    }
    return report
  }
}
