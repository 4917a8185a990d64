import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// One run of the job `plan` in virtual time, and what was heard of it.
struct PlanDrive {
  let outcome: RunOutcome
  let events: [RunEvent]

  var verdict: Verdict? { outcome.verdict }
  var report: RunReport? { outcome.report }
  /// Why there is no better verdict, in one text.
  var reasons: String { outcome.reasons.map(\.en).joined(separator: " ") }
  var warnings: String { (report?.warnings ?? []).map(\.en).joined(separator: " ") }
  /// How it stood at each question, repetitions left out.
  var phases: [RunStatus.Phase] {
    events.reduce(into: []) { phases, event in
      if case .status(let status, _) = event, phases.last != status.phase { phases.append(status.phase) }
    }
  }
  func measure(_ name: String) -> Measure? { report?.measures.first { $0.name == name } }
}

extension Playground {
  /// Drives one run to its end; nothing is left to chance.
  func drive(
    _ arguments: Arguments, timeout: Duration? = nil, resume: String? = nil, detaches: Bool = false, stopsWhenCancelled: Bool = false,
    hear: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> PlanDrive {
    var options = JobRun.Options()
    options.timeout = timeout
    options.resume = resume
    options.detaches = detaches
    options.stopsWhenCancelled = stopsWhenCancelled
    let job = try connection.job(named: "plan").job(arguments, on: connection, isResumed: resume != nil)
    let events = Locked<[RunEvent]>([])
    let outcome = await JobRun(job, options, timing: clock.timing, entropy: .counting()) { event in
      events.value.append(event)
      hear(event)
    }.drive()
    return PlanDrive(outcome: outcome, events: events.value)
  }

  /// How many starts the server has carried out.
  var starts: Int { sandbox.journal.count { $0.path.hasSuffix("/plan/run") || $0.path.hasSuffix("/test-plan-execute/single") } }
}

extension PlanDrive {
  /// The catalogue's name of the error it ended in.
  var fault: String? { if case .error(let error as APIError) = outcome.end { error.fault } else { nil } }
}

extension Playground {
  var colleague: MeterSphere.Credential {
    MeterSphere.Credential(accessKey: World.colleagueAccessKey, secretKey: Secret(World.colleagueSecretKey))
  }

  /// A start of the first plan, past the job.
  func startRequest(trigger: String) throws -> APIRequest {
    try connection.request(try connection.catalogue.operation("plan.run"), ["plan": .string(plan(0)), "trigger": .string(trigger)])
  }
}

extension Arguments {
  /// These, and the plan that passes unless they name another.
  static func plan(_ others: Arguments) -> Arguments {
    others.items.reduce(into: ["plan": "测试环境使用"]) { $0.set($1.name, $1.value) }
  }
}
