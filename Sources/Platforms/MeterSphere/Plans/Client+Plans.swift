public import HufuClient
import HufuSigning

extension Client<MeterSphere> {
  /// The generation this client speaks.
  var generation: MeterSphere.Generation { connection.catalogue.generation.flatMap(MeterSphere.Generation.init) ?? .v2 }

  /// The one environment of that name.
  ///
  /// - Throws: `UsageError` when there is none, or more than one: names are unique by custom only.
  public func environment(named name: String) async throws -> MeterSphere.Environment {
    let all = try await call("environments.list", as: [MeterSphere.Environment].self)
    return try Self.only(all.filter { $0.name == name }, zh: "环境「\(name)」", en: "environment \"\(name)\"")
  }

  /// The one plan of that name, looked for over all pages.
  ///
  /// - Throws: `UsageError` when there is none, or more than one.
  public func plan(named name: String) async throws -> MeterSphere.Plan {
    var found: [MeterSphere.Plan] = []
    for try await plan in try items("plans.list", ["name": .string(name)], as: MeterSphere.Plan.self) where plan.name == name {
      found.append(plan)
    }
    return try Self.only(found, zh: "测试计划「\(name)」", en: "plan \"\(name)\"")
  }

  /// How a run stands now. A v3 report that its plan does not list yet is running: the row comes a moment after the start.
  public func state(ofReport report: String, plan: String) async throws -> MeterSphere.RunState {
    guard generation == .v3 else {
      return MeterSphere.RunState(status: try await call("report.status", ["report": .string(report)], as: String?.self))
    }
    for try await run in try items("report.status", ["plan": .string(plan)], as: MeterSphere.HistoryEntry.self) where run.id == report {
      return MeterSphere.RunState(exec: run.execStatus, result: run.execResult)
    }
    return .running
  }

  /// A fresh share link of a report: the whole address, for a browser.
  ///
  /// - Throws: `APIError` when the server has nothing to share.
  public func shareLink(ofReport report: String) async throws -> String {
    let share = try await call("report.share", ["report": .string(report)], as: MeterSphere.Share.self)
    guard let tail = share.shareUrl else {
      throw APIError(
        .notFound, Bilingual(zh: "没有可分享的报告 \(report)。", en: "There is no report \(report) to share."), platform: MeterSphere.id)
    }
    return connection.endpoint.description + generation.reportPage + tail
  }

  private static func only<Item>(_ found: [Item], zh: String, en: String) throws -> Item {
    guard let first = found.first, found.count == 1 else {
      throw UsageError(
        zh: "\(zh)有 \(found.count) 个，需要恰好一个。", en: "There are \(found.count) of \(en); exactly one is wanted.",
        remedy: Bilingual(zh: "核对名称，或直接给出 id。", en: "Check the name, or give the id."))
    }
    return first
  }
}
