import HufuClient
import HufuSigning

/// The cases of a run, as each generation lists them (platforms/metersphere.md §3).
extension PlanRun {
  enum CaseKind: String, CaseIterable {
    case api, scenario, load, ui, functional

    static func all(in generation: MeterSphere.Generation) -> [CaseKind] {
      switch generation {
      case .v1: [.api, .scenario, .load, .functional]
      case .v2: allCases
      case .v3: [.api, .scenario, .functional]
      }
    }
  }

  enum CaseEnding { case passed, failed, fake, left }

  struct Case {
    var kind: CaseKind
    var ending: CaseEnding
    var json: JSONValue
  }

  func cases(_ world: World, at now: Timestamp) -> [Case] {
    let counts = counts(at: now)
    let kinds = plan.isMixed ? CaseKind.all(in: world.generation) : [.api]
    let endings =
      Array(repeating: CaseEnding.passed, count: counts.passed) + Array(repeating: .failed, count: counts.failed)
      + Array(repeating: .fake, count: counts.fake) + Array(repeating: .left, count: counts.left)
    return endings.enumerated().map { index, ending in
      let kind = kinds[index % kinds.count]
      return Case(kind: kind, ending: ending, json: json(of: index, kind, ending, world))
    }
  }

  private func json(of index: Int, _ kind: CaseKind, _ ending: CaseEnding, _ world: World) -> JSONValue {
    // The first half of the cases stands in the first test set, the second in the second.
    let half = max(1, (plan.cases + 1) / 2)
    let set = index / half
    let index = plan.repeatsCases ? index % half : index
    var json: JSONValue = [
      "id": .string(world.numbering.id(.testCase, plan.number * 100 + index)), "num": .int(100_001 + index),
      "name": .string("\(Self.title(kind)) \(index + 1)"), "priority": "P1",
    ]
    let word = JSONValue.string(Self.word(for: ending, of: kind, world.generation))
    guard world.generation != .v3 else {
      json["executeResult"] = word
      json["requestDuration"] = .int(120 + index)
      json["collectionId"] = .string("\(719_100_000 + plan.number * 10 + set)")
      json["collectionName"] = .string("测试集 \(set + 1)")
      return json
    }
    switch kind {
    case .api:
      json["execResult"] = word
      // What stands there is how far the case itself is written.
      json["status"] = "Underway"
    case .scenario, .ui: json["lastResult"] = word
    case .load, .functional: json["status"] = word
    }
    return json
  }

  private static func title(_ kind: CaseKind) -> String {
    switch kind {
    case .api: "接口用例"
    case .scenario: "场景用例"
    case .load: "性能用例"
    case .ui: "UI 用例"
    case .functional: "功能用例"
    }
  }

  private static func word(for ending: CaseEnding, of kind: CaseKind, _ generation: MeterSphere.Generation) -> String {
    if generation != .v3, kind == .functional { return ending == .passed ? "Pass" : ending == .failed ? "Failure" : "Prepare" }
    if generation != .v3, kind == .load { return ending == .passed ? "Completed" : ending == .failed ? "Error" : "Saved" }
    switch ending {
    case .passed: return generation == .v1 ? "success" : "SUCCESS"
    case .failed: return generation == .v1 ? "error" : "ERROR"
    case .fake: return generation == .v1 ? "errorReportResult" : "FAKE_ERROR"
    case .left: return generation == .v1 ? "unexecute" : "PENDING"
    }
  }
}
