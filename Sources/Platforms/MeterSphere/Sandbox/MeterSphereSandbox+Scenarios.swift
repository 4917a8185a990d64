import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  private static let permission = "PROJECT_API_SCENARIO:READ"

  mutating func listScenarios(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    try checkProject(inquiry["projectId"], inquiry, permission: Self.permission)
    let word = inquiry[generation == .v3 ? "keyword" : "name"]
    let found = world.scenarios.filter { scenario in word.map { scenario.name.contains($0) } ?? true }
    return try page(
      found.map { ["id": .string($0.id), "name": .string($0.name), "projectId": .string(world.project), "priority": "P0"] }, inquiry)
  }

  /// v1, v2: a list of what was started; v3: a task, with the addresses and passwords of its queue and its store.
  mutating func startScenario(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    try checkProject(inquiry["projectId"], inquiry, permission: Self.permission + "+RUN")
    let ids = generation == .v3 ? [inquiry["id"] ?? ""] : inquiry.list("ids")
    guard !ids.isEmpty, ids.allSatisfy({ id in world.scenarios.contains { $0.id == id } }) else { throw .notOwner }
    var started: [ScenarioRun] = []
    for id in ids {
      let chosen = generation == .v3 ? inquiry["reportId"] : nil
      let report = chosen ?? world.newID(.scenarioReport, world.scenarioRuns.count + started.count)
      started.append(ScenarioRun(id: report, scenario: id, startedAt: inquiry.now))
    }
    world.scenarioRuns += started
    guard generation == .v3 else {
      return .array(started.map { ["testId": .string($0.scenario), "reportId": .string($0.id), "runMode": "SCENARIO"] })
    }
    return [
      "taskInfo": [
        "projectId": .string(world.project), "kafkaConfig": ["bootstrap.servers": "kafka.example.com:9092", "sasl.password": "made-up"],
        "minioConfig": ["endpoint": "http://minio.example.com:9000", "secretKey": "made-up"],
      ],
      "taskItem": ["resourceId": .string(ids[0]), "reportId": .string(started[0].id)],
    ]
  }

  func scenarioRun(_ inquiry: Inquiry) throws(Refusal) -> ScenarioRun {
    try checkProject(nil, inquiry, permission: Self.permission)
    guard let run = world.scenarioRuns.first(where: { $0.id == inquiry["reportId"] }) else { throw .notOwner }
    return run
  }

  mutating func stopScenario(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let run = try scenarioRun(inquiry)
    if !run.isOver(at: inquiry.now), let index = world.scenarioRuns.firstIndex(where: { $0.id == run.id }) {
      world.scenarioRuns[index].stoppedAt = inquiry.now
    }
    return .null
  }
}
