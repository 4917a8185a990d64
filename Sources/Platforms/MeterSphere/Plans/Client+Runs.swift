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
  /// - Parameter project: whose list of reports is looked through; nil for the profile's own.
  func phase(ofReport report: String, plan: String?, project: String?) async throws -> RunStatus.Phase {
    do {
      guard generation != .v3 else { return try await phaseInHistory(ofReport: report, plan: plan ?? "") }
      return RunStatus.Phase(planStatus: try await call("report.status", ["report": .string(report)], as: String?.self))
    } catch let error as APIError where generation == .v3 && error.fault == "notOwner" {
      return .unseen
    } catch var error as APIError where error.isUnexplained500 {
      // In whatever words, which the server may have translated.
      if generation != .v3, try await !isListed(report, project, orElse: error.fault != "notOwner") { return .unseen }
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
  ///
  /// - Parameter guess: taken for an answer where we may not read the list.
  private func isListed(_ report: String, _ project: String?, orElse guess: Bool) async throws -> Bool {
    do {
      for try await entry in try reports(of: project).prefix(Self.reach) where entry.id == report { return true }
      return false
    } catch let error as APIError where error.kind == .forbidden {
      return guess
    }
  }

  /// A project's reports, newest first; nil for the profile's own project.
  ///
  /// - Parameter name: a part of the names looked for.
  func reports(of project: String?, named name: String? = nil, size: Int = 100) throws -> some AsyncSequence<
    MeterSphere.ReportEntry, any Error
  > {
    var arguments = Self.scoped(project)
    arguments.set("size", .json(.int(size)))
    if let name { arguments.set("name", .text(name)) }
    return try items("reports.list", arguments, as: MeterSphere.ReportEntry.self)
  }

  /// How long the last runs of a plan took that came to a verdict.
  func durations(of plan: MeterSphere.Plan, project: String?) async throws -> [Duration] {
    var durations: [Duration] = []
    if generation == .v3 {
      for try await run in try history(of: plan.id).prefix(20) where run.execStatus?.uppercased() == "COMPLETED" {
        if let start = run.startTime, let end = run.endTime, end > start { durations.append(.milliseconds(end - start)) }
      }
      return durations
    }
    for try await run in try reports(of: project, named: plan.name, size: 20).prefix(20) where run.testPlanId == plan.id {
      guard case .ended(let verdict) = RunStatus.Phase(planStatus: run.status), verdict == .passed || verdict == .failed else { continue }
      if let time = run.runTime, time > 0 { durations.append(.milliseconds(time)) }
    }
    return durations
  }
}

extension APIError {
  /// A 500 that says neither who is not let in nor what is wrong with the question: a missing row, a service that tripped, or whose report it
  /// is, in the server's own language.
  var isUnexplained500: Bool { status == 500 && (fault == "notOwner" || kind == .server || kind == .refused) }
}
