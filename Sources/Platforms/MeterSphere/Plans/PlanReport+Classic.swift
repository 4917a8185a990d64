import HufuClient
import HufuSigning

extension PlanReport {
  /// How v1 and v2 list the cases of one kind.
  private struct Lists {
    var kind: String
    var all: String
    var failures: String
    var falseErrors: String?
    var pending: String?
  }

  private static let lists = [
    Lists(kind: "api", all: "apiAllCases", failures: "apiFailureCases", falseErrors: "errorReportCases", pending: "unExecuteCases"),
    Lists(
      kind: "scenario", all: "scenarioAllCases", failures: "scenarioFailureCases", falseErrors: "errorReportScenarios",
      pending: "unExecuteScenarios"),
    Lists(kind: "load", all: "loadAllCases", failures: "loadFailureCases"),
    Lists(kind: "ui", all: "uiAllCases", failures: "uiFailureCases"),
    Lists(kind: "functional", all: "functionAllCases", failures: "functionFailureCases"),
  ]

  /// The report of v1 and v2: rates of 0 to 1, lists of cases by kind. nil where the server has no content for it.
  init?(classic json: JSONValue) {
    guard json.members != nil else { return nil }
    name = json["name"]?.text
    started = json["startTime"]?.moment
    ended = json["endTime"]?.moment
    passRate = json["passRate"]?.rate.map { $0 * 100 }
    var pending = 0, falseErrors = 0
    for list in Self.lists {
      let found = Self.cases(list, in: json)
      cases += found.map(\.result)
      // Functional cases are carried out by people, before or after.
      if list.kind != "functional" { pending += found.count { if case .pending = $0.word { true } else { false } } }
      falseErrors += found.count { if case .falseError = $0.word { true } else { false } }
    }
    let executed = json["executeCount"]?.count, passed = json["passCount"]?.count
    // What was carried out and neither passed nor is known to be false has failed, listed or not.
    let unaccounted = executed.flatMap { executed in passed.map { executed - $0 - falseErrors } } ?? 0
    counts = Counts(
      total: json["caseCount"]?.count, executed: executed, passed: passed, failed: max(listedFailures, unaccounted),
      falseErrors: falseErrors, pending: pending)
  }

  /// The cases of one kind, each once. A list of failures knows better than a case's own word.
  private static func cases(_ lists: Lists, in json: JSONValue) -> [(word: CaseWord, result: CaseResult)] {
    var order: [String] = []
    var found: [String: (word: CaseWord, result: CaseResult)] = [:]
    func take(_ list: String?, as word: CaseWord?) {
      for item in list.flatMap({ json[$0]?.elements }) ?? [] {
        guard let id = (item["id"] ?? item["caseId"])?.scalarText else { continue }
        let ending = word ?? (item["execResult"] ?? item["lastResult"] ?? item["status"])?.text.map(CaseWord.init) ?? .passed
        if found[id] == nil { order.append(id) }
        found[id] = (
          ending,
          CaseResult(id: id, name: item["name"]?.text ?? id, group: lists.kind, ending.outcome, message: ending.message)
        )
      }
    }
    take(lists.all, as: nil)
    take(lists.pending, as: .pending)
    take(lists.falseErrors, as: .falseError)
    take(lists.failures, as: .failed)
    return order.compactMap { found[$0] }
  }
}
