import HufuClient
import HufuSigning

/// One run of an API scenario; it takes three seconds and passes.
struct ScenarioRun: Sendable {
  static let duration = Duration.seconds(3)

  var id: String
  var scenario: String
  var startedAt: Timestamp
  var stoppedAt: Timestamp?

  func isOver(at now: Timestamp) -> Bool { stoppedAt != nil || now >= startedAt + Self.duration }

  func report(_ world: World, at now: Timestamp) -> JSONValue {
    let isOver = isOver(at: now)
    let status = !isOver ? "RUNNING" : stoppedAt == nil ? "SUCCESS" : "STOPPED"
    let name = JSONValue.string(world.scenarios.first { $0.id == scenario }?.name ?? "")
    guard world.generation == .v3 else {
      return [
        "id": .string(id), "name": name, "projectId": .string(world.project), "scenarioId": .string(scenario), "status": .string(status),
        "triggerMode": "API", "createTime": .int(startedAt.milliseconds),
      ]
    }
    let passed = isOver && stoppedAt == nil
    return [
      "id": .string(id), "name": name, "projectId": .string(world.project), "execStatus": .string(passed ? "COMPLETED" : status),
      "status": passed ? "SUCCESS" : "-", "errorCount": 0, "fakeErrorCount": 0, "pendingCount": passed ? 0 : 5,
      "successCount": passed ? 5 : 0,
      "requestTotal": 5, "startTime": .int(startedAt.milliseconds),
    ]
  }
}
