import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  /// A run by its report; unknown ids are refused as somebody else's are, and so is a v3 report in its first moment.
  func report(_ id: String?, _ inquiry: Inquiry) throws(Refusal) -> PlanRun {
    try checkProject(nil, inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN_REPORT:READ" : "PROJECT_TRACK_REPORT:READ")
    guard let run = id.flatMap({ world.run($0) }), generation != .v3 || run.hasRow(at: inquiry.now) else { throw .notOwner }
    return run
  }

  /// v1, v2: one word by report; v3: the plan's history, newest first.
  mutating func status(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    guard generation == .v3 else { return .string(try report(inquiry["reportId"], inquiry).status(generation, at: inquiry.now)) }
    let plan = try plan(inquiry["testPlanId"], inquiry)
    let runs = world.runs.reversed().filter { $0.plan.id == plan.id && $0.hasRow(at: inquiry.now) }
    return try page(runs.map { history($0, at: inquiry.now) }, inquiry)
  }

  mutating func listReports(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    try checkProject(
      inquiry["projectId"], inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN_REPORT:READ" : "PROJECT_TRACK_REPORT:READ")
    let word = inquiry[generation == .v3 ? "keyword" : "name"]
    let runs = world.runs.reversed().filter { run in
      (generation != .v3 || run.hasRow(at: inquiry.now)) && word.map { run.name.contains($0) } ?? true
    }
    return try page(runs.map { $0.line(world, at: inquiry.now) }, inquiry)
  }

  /// The sandbox's plans hold API cases only.
  mutating func listCases(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let run = try report(inquiry["reportId"], inquiry)
    return try page(inquiry["kind"] == "api" ? run.cases(world, at: inquiry.now).map(\.json) : [], inquiry)
  }

  private func history(_ run: PlanRun, at now: Timestamp) -> JSONValue {
    let state = run.state(at: now)
    return [
      "id": .string(run.id), "num": .int(run.number), "triggerMode": .string(run.trigger), "execStatus": .string(state.exec),
      "execResult": .string(state.result), "operationUser": .string(world.user.name), "startTime": .int(run.startedAt.milliseconds),
      "endTime": run.isOver(at: now) ? .int(run.endsAt.milliseconds) : .null, "deleted": false,
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
        "status": .string(status(world.generation, at: now)), "triggerMode": .string(trigger), "creator": .string(world.user.name),
        "createTime": .int(startedAt.milliseconds), "runTime": isOver(at: now) ? .int((endsAt - startedAt).wholeMilliseconds) : .null,
        "passRate": isOver(at: now) ? .number("\(rate)") : .null,
      ]
    case .v3:
      let state = state(at: now)
      return [
        "id": .string(id), "name": .string(name), "planName": .string(plan.name),
        "planPassThreshold": .string(Double(plan.threshold).hundredths),
        "triggerMode": .string(trigger), "execStatus": .string(state.exec), "resultStatus": .string(state.result),
        "passRate": .string(isOver(at: now) ? rate.percent : "0.00"), "integrated": false, "createUserName": .string(world.user.name),
        "startTime": .int(startedAt.milliseconds), "endTime": isOver(at: now) ? .int(endsAt.milliseconds) : .null,
      ]
    }
  }

  /// A report in full. Rates are numbers of 0 to 1 in v1 and v2, texts in percent in v3 (platforms/metersphere.md §3).
  func detail(_ world: World, at now: Timestamp) -> JSONValue {
    let counts = counts(at: now)
    let done = counts.passed + counts.failed
    let end: JSONValue = isOver(at: now) ? .int(endsAt.milliseconds) : .null
    guard world.generation == .v3 else {
      let cases = cases(world, at: now)
      return [
        "id": .string(id), "name": .string(name), "startTime": .int(startedAt.milliseconds), "endTime": end, "caseCount": .int(plan.cases),
        "executeCount": .int(done), "passCount": .int(counts.passed), "passRate": ratio(counts.passed), "executeRate": ratio(done),
        "apiResult": [
          "apiCaseData": [["status": "Success", "count": .int(counts.passed)], ["status": "Error", "count": .int(counts.failed)]]
        ],
        "loadResult": ["caseData": []], "functionResult": ["caseData": []],
        "apiAllCases": .array(cases.map(\.json)), "apiFailureCases": .array(cases.filter { $0.ending == .failed }.map(\.json)),
        "errorReportCases": [], "unExecuteCases": .array(cases.filter { $0.ending == .left }.map(\.json)), "scenarioAllCases": [],
        "scenarioFailureCases": [], "loadAllCases": [], "functionAllCases": [], "functionFailureCases": [],
      ]
    }
    let isJudged = isOver(at: now)
    return [
      "id": .string(id), "name": .string(name), "resultStatus": .string(state(at: now).result),
      "passRate": .string(isJudged ? (Double(counts.passed) / Double(plan.cases)).percent : "0.00"),
      "passThreshold": .string(Double(plan.threshold).hundredths), "executeRate": .string((Double(done) / Double(plan.cases)).percent),
      "executeCount": [
        "success": .int(counts.passed), "error": .int(counts.failed), "fakeError": 0, "block": 0, "pending": .int(counts.left),
      ],
      "apiCaseCount": [
        "success": .int(counts.passed), "error": .int(counts.failed), "fakeError": 0, "block": 0, "pending": .int(counts.left),
      ],
      "functionalCount": ["success": 0, "error": 0, "block": 0, "pending": 0], "caseTotal": .int(plan.cases), "planCount": 1,
      "passCountOfPlan": state(at: now).result == "SUCCESS" ? 1 : 0, "failCountOfPlan": state(at: now).result == "ERROR" ? 1 : 0,
      "startTime": .int(startedAt.milliseconds), "endTime": end,
    ]
  }

  private func ratio(_ count: Int) -> JSONValue { .number("\(Double(count) / Double(plan.cases))") }

  fileprivate enum CaseEnding { case passed, failed, left }

  fileprivate func cases(_ world: World, at now: Timestamp) -> [(ending: CaseEnding, json: JSONValue)] {
    let counts = counts(at: now)
    return (0..<plan.cases).map { index in
      let ending: CaseEnding = index < counts.passed ? .passed : index < counts.passed + counts.failed ? .failed : .left
      let word = JSONValue.string(word(for: ending, world.generation))
      var json: JSONValue = [
        "id": .string(world.numbering.id(.testCase, plan.number * 100 + index)), "num": .int(100_001 + index),
        "name": "接口用例 \(index + 1)", "priority": "P1",
      ]
      json[world.generation == .v3 ? "executeResult" : "execResult"] = word
      if world.generation != .v3 { json["status"] = word }
      return (ending, json)
    }
  }

  /// Case results as each generation spells them (platforms/metersphere.md §3).
  private func word(for ending: CaseEnding, _ generation: MeterSphere.Generation) -> String {
    switch ending {
    case .passed: generation == .v1 ? "success" : "SUCCESS"
    case .failed: generation == .v1 ? "error" : "ERROR"
    case .left: generation == .v1 ? "unexecute" : "PENDING"
    }
  }
}
