public import HufuClient
import HufuSigning
import Synchronization

extension MeterSphere {
  /// What the vendor's document does: find environment and plan by name, run, wait, share the report.
  public static func tour(_ visit: Visit<MeterSphere>) async throws {
    let client = visit.client
    let user = try await client.call("key.validate", as: String.self)
    visit.say(Bilingual(zh: "AES-CBC 签名通过，用户 \(user)。", en: "AES-CBC ticket accepted; user \(user)."))

    let environment = try await client.environment("MS环境")
    let plan = try await client.plan("测试环境使用")
    visit.say(
      Bilingual(
        zh: "按名称找到环境「\(environment.name)」和计划「\(plan.name)」。", en: "Found environment \(environment.name) and plan \(plan.name) by name."))

    var arguments: Arguments = ["plan": .string(plan.name)]
    if client.generation != .v3 { arguments.append("environment", .text(environment.name)) }
    let connection = client.connection
    let polls = Mutex(0)
    let job = try connection.job(named: PlanJob.name).job(arguments, on: connection)
    let outcome = await JobRun(job, timing: visit.timing, entropy: connection.entropy) { event in
      switch event {
      case .started(let run): visit.say(Bilingual(zh: "已启动，报告 \(run.id)。", en: "Started; report \(run.id)."))
      case .status: polls.withLock { $0 += 1 }
      default: break
      }
    }.drive()
    guard outcome.verdict == .passed, let link = outcome.report?.link else { throw failure(of: outcome) }
    let count = polls.withLock { $0 }
    visit.say(Bilingual(zh: "轮询 \(count) 次，每次重新签名，结论：通过。", en: "\(count) polls, each signed anew; verdict: passed."))

    try await open(link.address, visit)
    visit.say(Bilingual(zh: "报告分享链接：\(link.address)", en: "Report share link: \(link.address)"))
  }

  private static func failure(of outcome: RunOutcome) -> any ExplainedError {
    if case .error(let error) = outcome.end { return error }
    let said = outcome.verdict?.rawValue ?? "–"
    let why = outcome.reasons + (outcome.report?.warnings ?? [])
    return TourFailure(
      zh: "计划应当通过并有分享链接，却是 \(said)。" + why.map(\.zh).joined(),
      en: "The plan should have passed and have a share link; it is \(said). " + why.map(\.en).joined(separator: " "))
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
