import HufuClient
import HufuSigning

/// One run of a plan; everything about it is a function of the time (platforms/metersphere.md §3).
struct PlanRun: Sendable {
  /// How long v1 says SUCCESS before a late job corrects it.
  static let falseSuccess = Duration.milliseconds(1200)
  /// How long v3 does not know a report it has just named.
  static let rowDelay = Duration.milliseconds(800)
  static let pending = Duration.milliseconds(1500)

  var id: String
  var number: Int
  var plan: SandboxPlan
  var startedAt: Timestamp
  var trigger: String
  /// v2: starting failed, and nobody was told.
  var didSwallowStart = false
  var stoppedAt: Timestamp?
  var starter: SandboxUser

  var endsAt: Timestamp { stoppedAt ?? (didSwallowStart ? startedAt : startedAt + plan.duration) }
  func isOver(at now: Timestamp) -> Bool { now >= endsAt && (plan.outcome != .endless || stoppedAt != nil) }
  /// v3 writes the row on another thread, after it has answered.
  func hasRow(at now: Timestamp) -> Bool { now >= startedAt + Self.rowDelay }

  /// The one word of v1 and v2.
  func status(_ generation: MeterSphere.Generation, at now: Timestamp) -> String {
    if didSwallowStart { return "COMPLETED" }
    guard isOver(at: now) else { return now < startedAt + .milliseconds(500) ? "PREPARE" : "RUNNING" }
    switch plan.outcome {
    case .puzzling: return "PAUSED"
    // Here v1 and v2 part: v1 looks for failures, v2 at the pass rate.
    case .passing where plan.falseErrors > 0: return generation == .v1 ? "SUCCESS" : "FAILED"
    case .passing, .mislabelled, .endless: return "SUCCESS"
    case .failing: return generation == .v1 && now < endsAt + Self.falseSuccess ? "SUCCESS" : "FAILED"
    case .stopping: return generation == .v1 ? "Stopped" : "STOPPED"
    case .unjudged, .empty: return "COMPLETED"
    }
  }

  /// The two words of v3.
  func state(at now: Timestamp) -> (exec: String, result: String) {
    guard isOver(at: now) else { return (now < startedAt + Self.pending ? "PENDING" : "RUNNING", "-") }
    let reached = plan.reachesThreshold ? "SUCCESS" : "ERROR"
    if stoppedAt != nil { return ("STOPPED", reached) }
    switch plan.outcome {
    case .puzzling: return ("PAUSED", "-")
    case .passing, .failing, .mislabelled, .endless: return ("COMPLETED", reached)
    case .stopping: return ("STOPPED", reached)
    case .unjudged, .empty: return ("ERROR", "-")
    }
  }

  /// How the cases stand: all are open until the run is over.
  func counts(at now: Timestamp) -> SandboxPlan.Counts {
    isOver(at: now) && !didSwallowStart && stoppedAt == nil ? plan.counts : SandboxPlan.Counts(left: plan.cases)
  }

  var name: String { "\(plan.name)-\(startedAt.milliseconds)" }
}
