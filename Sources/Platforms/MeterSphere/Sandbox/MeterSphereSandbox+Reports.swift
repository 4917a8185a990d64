import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  /// A run by its report; unknown ids are refused as somebody else's are, and so is a v3 report in its first moment.
  func report(_ id: String?, _ inquiry: Inquiry) throws(Refusal) -> PlanRun {
    try checkProject(nil, inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN_REPORT:READ" : "PROJECT_TRACK_REPORT:READ")
    if let run = id.flatMap({ world.run($0) }), generation != .v3 || run.hasRow(at: inquiry.now) { return run }
    // Nobody asks an administrator whose it is; then the missing row is tripped over.
    throw generation == .v2 && world.isAdmin ? .unhandled("java.lang.NullPointerException") : .notOwner
  }

  /// v1, v2: one word by report; v3: the plan's history, newest first.
  mutating func status(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    guard generation == .v3 else { return .string(try report(inquiry["reportId"], inquiry).status(generation, at: inquiry.now)) }
    let plan = try plan(inquiry["testPlanId"], inquiry)
    let runs = world.runs.reversed().filter { $0.plan.id == plan.id && $0.hasRow(at: inquiry.now) }
    return try page(runs.map { history($0, at: inquiry.now) }, inquiry)
  }

  /// v3 lists reports that have a result only.
  mutating func listReports(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    try checkProject(
      inquiry["projectId"], inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN_REPORT:READ" : "PROJECT_TRACK_REPORT:READ")
    let word = inquiry[generation == .v3 ? "keyword" : "name"]
    let runs = world.runs.reversed().filter { run in
      (generation != .v3 || run.hasRow(at: inquiry.now) && run.isOver(at: inquiry.now)) && word.map { run.name.contains($0) } ?? true
    }
    return try page(runs.map { $0.line(world, at: inquiry.now) }, inquiry)
  }

  mutating func listCases(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let run = try report(inquiry["reportId"], inquiry)
    let kind = inquiry["kind"].flatMap(PlanRun.CaseKind.init)
    return try page(run.cases(world, at: inquiry.now).filter { $0.kind == kind }.map(\.json), inquiry)
  }

  private func history(_ run: PlanRun, at now: Timestamp) -> JSONValue {
    let state = run.state(at: now)
    return [
      "id": .string(run.id), "num": .int(run.number), "triggerMode": .string(run.trigger), "execStatus": .string(state.exec),
      "execResult": .string(state.result), "operationUser": .string(run.starter.name), "startTime": world.stamp(run.startedAt),
      "endTime": run.isOver(at: now) ? world.stamp(run.endsAt) : .null, "deleted": false,
    ]
  }
}

extension PlanRun {
  /// A report as lists show it.
  func line(_ world: World, at now: Timestamp) -> JSONValue {
    switch world.generation {
    case .v1, .v2:
      return [
        "id": .string(id), "name": .string(name), "testPlanId": .string(plan.id), "testPlanName": .string(plan.name),
        "status": .string(status(world.generation, at: now)), "triggerMode": .string(trigger), "creator": .string(starter.name),
        "createTime": world.stamp(startedAt), "runTime": isOver(at: now) ? .int((endsAt - startedAt).wholeMilliseconds) : .null,
        "passRate": isOver(at: now) ? .number("\(plan.rate)") : .null,
      ]
    case .v3:
      let state = state(at: now)
      return [
        "id": .string(id), "name": .string(name), "planName": .string(plan.name),
        "planPassThreshold": threshold,
        "triggerMode": .string(trigger), "execStatus": .string(state.exec), "resultStatus": .string(state.result),
        "passRate": .string(isOver(at: now) ? plan.rate.percent : "0.00"), "integrated": false, "createUser": .string(starter.id),
        "createUserName": .string(starter.name), "createTime": world.stamp(startedAt),
      ]
    }
  }

  /// A report in full; null where it has no content. Rates are numbers of 0 to 1 in v1 and v2, texts in percent in v3 (platforms/metersphere.md §3).
  func detail(_ world: World, at now: Timestamp) -> JSONValue {
    guard plan.hasContent else { return .null }
    return world.generation == .v3 ? modernDetail(world, at: now) : classicDetail(world, at: now)
  }

  private func classicDetail(_ world: World, at now: Timestamp) -> JSONValue {
    let counts = counts(at: now)
    let cases = cases(world, at: now)
    func list(_ kind: CaseKind, _ ending: CaseEnding? = nil) -> JSONValue {
      .array(cases.filter { $0.kind == kind && (ending == nil || $0.ending == ending) }.map(\.json))
    }
    var detail: JSONValue = [
      "id": .string(id), "name": .string(name), "startTime": world.stamp(startedAt), "endTime": end(world, at: now),
      "caseCount": .int(plan.cases), "executeCount": .int(counts.done), "passCount": .int(counts.passed), "passRate": ratio(counts.passed),
      "executeRate": ratio(counts.done),
      "apiResult": [
        "apiCaseData": [["status": "Success", "count": .int(counts.passed)], ["status": "Error", "count": .int(counts.failed)]]
      ],
      "loadResult": ["caseData": []], "functionResult": ["caseData": []], "apiAllCases": list(.api), "apiFailureCases": list(.api, .failed),
      "errorReportCases": list(.api, .fake), "unExecuteCases": list(.api, .left), "scenarioAllCases": list(.scenario),
      "scenarioFailureCases": list(.scenario, .failed), "errorReportScenarios": list(.scenario, .fake),
      "unExecuteScenarios": list(.scenario, .left), "loadAllCases": list(.load), "loadFailureCases": list(.load, .failed),
      "functionAllCases": list(.functional), "functionFailureCases": list(.functional, .failed),
    ]
    if world.generation == .v2 {
      detail["uiResult"] = ["caseData": []]
      detail["uiAllCases"] = list(.ui)
      detail["uiFailureCases"] = list(.ui, .failed)
    }
    return detail
  }

  private func modernDetail(_ world: World, at now: Timestamp) -> JSONValue {
    let cases = cases(world, at: now)
    func count(_ kinds: [CaseKind]) -> JSONValue {
      func count(_ ending: CaseEnding) -> JSONValue { .int(cases.count { kinds.contains($0.kind) && $0.ending == ending }) }
      return ["success": count(.passed), "error": count(.failed), "fakeError": count(.fake), "block": 0, "pending": count(.left)]
    }
    let result = state(at: now).result
    let plans = plan.isGroup ? plan.members : [plan]
    func ended(_ word: String) -> JSONValue {
      guard plan.isGroup, result != "-" else { return result == word ? 1 : 0 }
      return .int(plans.count { $0.reachesThreshold == (word == "SUCCESS") })
    }
    return [
      "id": .string(id), "name": .string(name), "resultStatus": .string(result),
      "passRate": .string(isOver(at: now) ? share(counts(at: now).passed).percent : "0.00"),
      "passThreshold": threshold, "executeRate": .string(share(counts(at: now).done).percent),
      "executeCount": count(CaseKind.allCases), "apiCaseCount": count([.api]), "apiScenarioCount": count([.scenario]),
      "functionalCount": count([.functional]), "caseTotal": .int(plan.cases), "planCount": .int(plans.count),
      "passCountOfPlan": ended("SUCCESS"), "failCountOfPlan": ended("ERROR"), "startTime": world.stamp(startedAt),
      "endTime": end(world, at: now),
    ]
  }

  private func end(_ world: World, at now: Timestamp) -> JSONValue { isOver(at: now) ? world.stamp(endsAt) : .null }
  private var threshold: JSONValue { plan.isGroup ? .null : .string(Double(plan.threshold).hundredths) }
  private func share(_ count: Int) -> Double { Double(count) / Double(max(plan.cases, 1)) }
  private func ratio(_ count: Int) -> JSONValue { .number("\(share(count))") }
}
