public import HufuClient
import HufuSigning

extension MeterSphere {
  /// What the vendor's document does: find environment and plan by name, run, wait, share the report.
  public static func tour(_ visit: Visit<MeterSphere>) async throws {
    let client = visit.client
    let user = try await client.call("key.validate", as: String.self)
    visit.say(Bilingual(zh: "AES-CBC 签名通过，用户 \(user)。", en: "AES-CBC ticket accepted; user \(user)."))

    let environment = try await client.environment(named: "MS环境")
    let plan = try await client.plan(named: "测试环境使用")
    visit.say(
      Bilingual(
        zh: "按名称找到环境「\(environment.name)」和计划「\(plan.name)」。", en: "Found environment \(environment.name) and plan \(plan.name) by name."))

    let report = try await start(plan, in: environment, by: user, client)
    visit.say(Bilingual(zh: "已启动，报告 \(report)。", en: "Started; report \(report)."))

    let (state, polls) = try await follow(report, plan, visit)
    visit.say(
      Bilingual(zh: "轮询 \(polls) 次，每次重新签名，结论：\(state.rawValue)。", en: "\(polls) polls, each signed anew; verdict: \(state.rawValue)."))
    guard state == .passed else {
      throw TourFailure(zh: "计划应当通过，却是 \(state.rawValue)。", en: "The plan should have passed, it is \(state.rawValue).")
    }

    let link = try await client.shareLink(ofReport: report)
    try await open(link, visit)
    visit.say(Bilingual(zh: "报告分享链接：\(link)", en: "Report share link: \(link)"))
  }

  private static func start(_ plan: Plan, in environment: Environment, by user: String, _ client: Client<MeterSphere>) async throws
    -> String
  {
    var arguments: Arguments = ["plan": .string(plan.id)]
    if client.generation != .v3, let project = client.connection.defaults["project"] {
      arguments.append("user", .text(user))
      arguments.append("envMap", .json(.object([JSONValue.Member(project, .string(environment.id))])))
    }
    return try await client.call("plan.run", arguments, as: String.self)
  }

  /// Asks until the run is over, at most a minute; a pass is read twice, for v1's first one may be false.
  private static func follow(_ report: String, _ plan: Plan, _ visit: Visit<MeterSphere>) async throws -> (RunState, polls: Int) {
    let deadline = visit.timing.now() + .seconds(60)
    var polls = 0
    var last = RunState.running
    while visit.timing.now() < deadline {
      let state = try await visit.client.state(ofReport: report, plan: plan.id)
      polls += 1
      if state != .running, state != .passed || last == .passed { return (state, polls) }
      last = state
      try await visit.timing.sleep(.milliseconds(state == .passed ? 1500 : 800))
    }
    throw TourFailure(zh: "一分钟内没有结论。", en: "No verdict within a minute.")
  }

  /// Follows the link as a browser would, without any key; in v3 the page that comes is an empty shell, which then asks for the share.
  private static func open(_ link: String, _ visit: Visit<MeterSphere>) async throws {
    let parts = link.dropFirst(visit.client.connection.endpoint.description.count).split(separator: "?", maxSplits: 1)
    // What stands behind # stays in the browser.
    let isShell = parts[0].hasPrefix("/#")
    let path = isShell ? "/" : String(parts[0])
    let query = parts.count > 1 ? String(parts[1]) : ""
    let page = try await visit.browser(APIRequest(.get, path, query: query))
    guard page.status == 200, page.head.isHTML else {
      throw TourFailure(zh: "分享链接打不开：状态 \(page.status)。", en: "The share link does not open: status \(page.status).")
    }
    guard isShell else { return }
    let share = QueryItem.parse(query.utf8)["shareId"] ?? ""
    _ = try await visit.client.connection.call("share.get", ["share": .string(share)])
  }
}
