import HufuClient
import HufuSigning

extension Client<MeterSphere> {
  /// How many of a v3 plan's newest runs are looked through for one.
  private static let reach = 500

  /// A v3 plan's runs, newest first.
  func history(of plan: String) throws -> some AsyncSequence<MeterSphere.HistoryEntry, any Error> {
    try items("report.status", ["plan": .string(plan), "size": 100], as: MeterSphere.HistoryEntry.self).prefix(Self.reach)
  }

  /// How a run stands now; `unseen` where the server does not know the report.
  ///
  /// In v3 the row comes a moment after the start, or never (platforms/metersphere.md §2.3). v2 and v3 refuse an unknown report as
  /// somebody else's, v1 (and v2 to administrators) trips over it: such an answer is told from trouble by the list of reports.
  func phase(ofReport report: String, plan: String?) async throws -> RunStatus.Phase {
    do {
      guard generation != .v3 else { return try await phaseInHistory(ofReport: report, plan: plan ?? "") }
      return RunStatus.Phase(planStatus: try await call("report.status", ["report": .string(report)], as: String?.self))
    } catch let error as APIError where error.fault == "notOwner" {
      return .unseen
    } catch let error as APIError where error.kind == .server && error.status == 500 && generation != .v3 {
      if try await isListed(report) { throw error }
      return .unseen
    } catch var error as APIError where error.kind == .refused && error.status == 500 {
      // A question that is refused with a 500 is the server's trouble, and asked again: nothing in it can be wrong.
      error.kind = .server
      throw error
    }
  }

  private func phaseInHistory(ofReport report: String, plan: String) async throws -> RunStatus.Phase {
    for try await run in try history(of: plan) where run.report == report {
      // What was deleted cannot be read any more.
      if run.deleted == true { return .ended(.inconclusive) }
      return RunStatus.Phase(exec: run.execStatus, result: run.execResult)
    }
    return .unseen
  }

  /// Whether the newest reports of the project hold this one (v1, v2).
  private func isListed(_ report: String) async throws -> Bool {
    for try await entry in try items("reports.list", ["size": 100], as: MeterSphere.ReportEntry.self).prefix(Self.reach)
    where entry.id == report { return true }
    return false
  }

  /// How long the last runs of a plan took that came to a verdict.
  func durations(of plan: MeterSphere.Plan) async throws -> [Duration] {
    var durations: [Duration] = []
    if generation == .v3 {
      for try await run in try history(of: plan.id).prefix(20) where run.execStatus?.uppercased() == "COMPLETED" {
        if let start = run.startTime, let end = run.endTime, end > start { durations.append(.milliseconds(end - start)) }
      }
      return durations
    }
    let reports = try items("reports.list", ["size": 20, "name": .string(plan.name)], as: MeterSphere.ReportEntry.self)
    for try await run in reports.prefix(20) where run.testPlanId == plan.id {
      guard case .ended(let verdict) = RunStatus.Phase(planStatus: run.status), verdict == .passed || verdict == .failed else { continue }
      if let time = run.runTime, time > 0 { durations.append(.milliseconds(time)) }
    }
    return durations
  }
}
