import HufuClient
import HufuSigning

extension MeterSphere.PlanJob {
  mutating func prepare() async throws {
    guard project != nil else { throw Self.projectMissing }
    let plan = try await client.plan(arguments.text("plan") ?? "", project: project)
    self.plan = plan
    if generation != .v3 { user = arguments.text("user") }
    if user == nil { user = try await client.call("key.validate", as: String.self) }
    if let name = arguments.text("environment") { environment = try await client.environment(name, project: project) }
    try await checkForCases()
    site = await client.siteAddress()
    if generation == .v3 { before = try await client.runsBefore(of: plan.id) }
  }

  /// v2 tells beforehand whether there is anything to run; where it does not say, the start does.
  private func checkForCases() async throws {
    guard generation == .v2, let plan, let empty = MeterSphere.errors["nothingToRun"] else { return }
    do {
      guard try await client.call("plan.check", ["plan": .string(plan.id)], as: Bool?.self) == false else { return }
    } catch let error as APIError where [.forbidden, .notFound, .malformed].contains(error.kind) {
      return
    }
    throw APIError(
      empty.kind, empty.meaning, remedy: empty.remedy, platform: MeterSphere.id, fault: empty.name, mayHaveExecuted: false)
  }

  mutating func start() async throws -> StartedRun {
    if generation != .v3 { report = client.connection.entropy.uuid() }
    do {
      let answer = try await client.call("plan.run", body, as: String?.self)
      if let answer, !answer.isEmpty { report = answer }
    } catch let error as APIError {
      guard await hasBegun(inSpiteOf: error) else { throw error }
      let cause = error.message
      return started(
        note: Bilingual(
          zh: "启动请求被拒绝（\(cause.zh)），但运行已经开始。", en: "The start was refused (\(cause.en)), and the run has begun all the same."))
    }
    guard !report.isEmpty else { throw Self.unnamed }
    return started()
  }

  /// Whether a start that was refused with a 500 has left a run behind: services and the gateway before them fail after the work began, too.
  /// The report's id is our own, so one look tells; an end without a verdict is none to follow, and the refusal says more.
  private func hasBegun(inSpiteOf error: APIError) async -> Bool {
    guard generation != .v3, error.status == 500, !error.kind.isTransient else { return false }
    return switch try? await phase() {
    case nil, .unseen, .ended(.inconclusive): false
    default: true
    }
  }

  /// The body of the run call.
  private var body: Arguments {
    var body: Arguments = ["plan": .string(plan?.id ?? "")]
    func put(_ names: String...) {
      for name in names { if let value = arguments[name] { body.set(name, .json(value)) } }
    }
    put("trigger", "mode")
    guard generation != .v3 else {
      if let mode = arguments.text("mode") { body.set("mode", .text(mode.uppercased())) }
      return body
    }
    put(
      "project", "reportType", "onSampleError", "runWithinResourcePool", "pool", "environmentType", "environmentGroup", "envMap",
      "requestOriginator")
    if generation == .v2 {
      put("executionWay", "retryEnable", "retryNum", "browser", "headlessEnabled", "testPlanDefaultEnvMap")
    }
    if let environment, let project { body.set("envMap", .json(.object([JSONValue.Member(project, .string(environment.id))]))) }
    if let user { body.set("user", .text(user)) }
    body.set("report", .text(report))
    return body
  }

  private func started(note: Bilingual? = nil) -> StartedRun {
    let page =
      generation == .v3 ? nil : (site ?? client.connection.endpoint.description) + "/#/track/testPlan/reportList?resourceId=" + report
    let sticks = generation == .v1 && environment != nil
    return StartedRun(
      generation == .v3 ? "\(plan?.id ?? "")/\(report)" : report, link: page,
      note: note
        ?? (sticks
          ? Bilingual(
            zh: "v1 把环境「\(environment?.name ?? "")」写进了计划，以后的运行也会用它。",
            en: "v1 has written the environment \"\(environment?.name ?? "")\" into the plan; later runs use it too.") : nil))
  }

  mutating func find(_ lost: LostStart) async throws -> FoundRun {
    let note = Bilingual(zh: "启动请求的回答丢失；找到了由它启动的运行。", en: "The answer to the start was lost; the run it started was found.")
    guard generation == .v3 else {
      return try await phase() == .unseen ? .none : .found(started(note: note))
    }
    let candidates = try await client.runs(
      of: plan?.id ?? "", in: project, since: before, by: user ?? "", trigger: arguments.text("trigger") ?? "", of: lost)
    return .among(candidates, id: { $0 }) { run in
      report = run
      return started(note: note)
    }
  }

  mutating func resume(_ run: String) async throws -> StartedRun {
    let parts = run.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == (generation == .v3 ? 2 : 1), parts.allSatisfy(generation.hasShape(ofID:)) else {
      let form =
        generation == .v3 ? Bilingual(zh: "计划 id/报告 id", en: "PLAN-ID/REPORT-ID") : Bilingual(zh: "报告 id（UUID）", en: "REPORT-ID, a UUID")
      throw UsageError(
        zh: "「\(run)」不是 \(generation.rawValue) 的运行 id。", en: "\"\(run)\" is no run of \(generation.rawValue).",
        remedy: Bilingual(zh: "写成：\(form.zh)，即启动时打印的 id。", en: "Write \(form.en), as it was printed when the run began."))
    }
    report = parts[parts.count - 1]
    if generation == .v3 { plan = MeterSphere.Plan(id: parts[0], name: parts[0]) }
    site = await client.siteAddress()
    return started()
  }

  /// A start as good as unanswered.
  private static let unnamed = APIError(
    .malformed, Bilingual(zh: "启动的回答里没有报告 id。", en: "The answer to the start names no report."), platform: MeterSphere.id)
  private static let projectMissing = UsageError(
    zh: "运行测试计划需要项目 id。", en: "Running a plan needs a project id.",
    remedy: Bilingual(zh: "设置 settings.project，或写 project=ID。", en: "Set settings.project, or write project=ID."))
}
