import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  func plan(_ id: String?, _ inquiry: Inquiry) throws(Refusal) -> SandboxPlan {
    try checkProject(nil, inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN:READ" : "PROJECT_TRACK_PLAN:READ")
    guard let plan = world.plans.first(where: { $0.id == id }) else { throw .notOwner }
    return plan
  }

  mutating func listPlans(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    try checkProject(inquiry["projectId"], inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN:READ" : "PROJECT_TRACK_PLAN:READ")
    let word = inquiry[generation == .v3 ? "keyword" : "name"]
    let type = inquiry["type"].flatMap { $0 == "ALL" ? nil : $0 }
    let plans = world.plans.filter { plan in
      (word.map { plan.name.contains($0) } ?? true) && (generation != .v3 || type.map { $0 == plan.type } ?? true)
    }
    return try page(plans.map { $0.json(world) }, inquiry)
  }

  func statistics(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let ids = inquiry.body.elements?.compactMap(\.text) ?? []
    return .array(
      world.plans.filter { ids.contains($0.id) }.map { plan in
        let last = world.runs.last { $0.plan.id == plan.id && $0.isOver(at: inquiry.now) }
        let counts = last?.counts(at: inquiry.now) ?? SandboxPlan.Counts(left: plan.cases)
        return [
          "id": .string(plan.id), "passRate": .string((last?.plan.rate ?? 0).percent),
          "passThreshold": .string(Double(plan.threshold).hundredths),
          "caseTotal": .int(plan.cases), "successCount": .int(counts.passed), "errorCount": .int(counts.failed),
          "fakeErrorCount": .int(counts.fake),
          "blockCount": 0, "pendingCount": .int(counts.left),
        ]
      })
  }

  /// Starts a plan and gives the report's id; in v1 and v2 the caller may have chosen it (platforms/metersphere.md §2.1, §2.3).
  mutating func start(_ inquiry: Inquiry) throws(Refusal) -> String {
    let plan = try startable(inquiry[generation == .v3 ? "executeId" : "testPlanId"], inquiry)
    if generation != .v3 { try checkStart(inquiry) }
    let id = (generation == .v3 ? nil : inquiry["reportId"]) ?? world.newID(.report, world.runs.count)
    guard world.run(id) == nil else { throw .business("报告 id 已存在") }
    if swallowedStarts > 0, generation != .v1 {
      swallowedStarts -= 1
      return id
    }
    let poolIsWrong = inquiry.body["runWithinResourcePool"]?.bool == true && !world.pools.contains { $0.id == inquiry["resourcePoolId"] }
    let trigger = inquiry[generation == .v3 ? "executionSource" : "triggerMode"] ?? "MANUAL"
    let goesReadOnly = generation != .v3 && environment(for: plan, inquiry) == world.readOnlyEnvironment
    begin(
      goesReadOnly ? plan.failing() : plan, id: id, trigger: trigger, didSwallowStart: generation == .v2 && poolIsWrong, inquiry)
    return id
  }

  mutating func startAll(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    var plans: [SandboxPlan] = []
    for id in inquiry.list(generation == .v3 ? "executeIds" : "testPlanIds") { plans.append(try startable(id, inquiry)) }
    for plan in plans { begin(plan, id: world.newID(.report, world.runs.count), trigger: "BATCH", inquiry) }
    return .null
  }

  mutating func stop(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let run = try report(inquiry["reportId"], inquiry)
    if !run.isOver(at: inquiry.now), let index = world.runs.firstIndex(where: { $0.id == run.id }) {
      world.runs[index].stoppedAt = inquiry.now
    }
    return .null
  }

  private func startable(_ id: String?, _ inquiry: Inquiry) throws(Refusal) -> SandboxPlan {
    try checkProject(
      inquiry["projectId"], inquiry, permission: generation == .v3 ? "PROJECT_TEST_PLAN:READ+EXECUTE" : "PROJECT_TRACK_PLAN:READ+RUN")
    let plan = try plan(id, inquiry)
    guard plan.outcome != .empty else { throw .business("plan_warning") }
    return plan
  }

  private func checkStart(_ inquiry: Inquiry) throws(Refusal) {
    if generation == .v2, ![World.user.id, World.colleague.id].contains(inquiry["userId"]) { throw .business("user_not_exist") }
    let takesMap = inquiry["environmentType"] ?? "JSON" == "JSON"
    if takesMap, inquiry.body["envMap"]?.members == nil { throw .unhandled("java.lang.NullPointerException") }
  }

  /// The environment a run goes against, and what becomes of it: v1 writes it into the plan, v2 unless it is told only to run
  /// (platforms/metersphere.md §2.1).
  private mutating func environment(for plan: SandboxPlan, _ inquiry: Inquiry) -> String? {
    let way = generation == .v1 ? nil : inquiry["executionWay"]
    guard way != "JENKINS_RUN", let given = inquiry.body["envMap"]?[world.project]?.scalarText else {
      return world.environmentsKept[plan.id]
    }
    if way != "RUN" { world.environmentsKept[plan.id] = given }
    return given
  }

  private mutating func begin(_ plan: SandboxPlan, id: String, trigger: String, didSwallowStart: Bool = false, _ inquiry: Inquiry) {
    world.runs.append(
      PlanRun(
        id: id, number: 100_001 + world.runs.count, plan: plan, startedAt: inquiry.now, trigger: trigger,
        didSwallowStart: didSwallowStart, starter: inquiry.user))
  }
}

extension Double {
  /// A share of one as percent with two decimals: how v3 writes rates, as texts.
  var percent: String { (self * 100).hundredths }
  var hundredths: String {
    let cents = Int((self * 100).rounded())
    return "\(cents / 100)." + (cents % 100 < 10 ? "0" : "") + "\(cents % 100)"
  }
}
