import HufuClient
import HufuSigning

extension BlueKingCISandbox {
  /// More starts of one pipeline within this time are refused.
  private static let startWindow = Duration.milliseconds(500)
  private static let startLimit = 5

  mutating func start(_ call: Call, _ pipeline: Pipeline) throws(Refusal) -> JSONValue {
    guard let values = (try? JSONValue(parsing: call.body.isEmpty ? Array("{}".utf8) : call.body))?.members else { throw .bodyUnreadable }
    var parameters: [JSONValue.Member] = []
    for member in values {
      // The server's own reader takes numbers and booleans for texts, and nothing else.
      guard let text = member.value.scalarText ?? member.value.bool.map({ $0 ? "true" : "false" }) else { throw .bodyUnreadable }
      parameters.append(.init(member.key, .string(text)))
    }
    guard !pipeline.isLocked else { throw .pipelineLocked(pipeline.name) }
    let recent = (starts[pipeline.id] ?? []).filter { call.moment.now - $0 < Self.startWindow }
    guard recent.count < Self.startLimit else { throw .tooFrequent }
    starts[pipeline.id] = recent + [call.moment.now]
    guard swallowed == 0 else {
      swallowed -= 1
      return started(
        StableID.build(-swallowed - 1, of: pipeline.id), pipeline, number: (world?.builds(of: pipeline.id).count ?? 0) + 1, execution: 1)
    }
    guard let build = world?.start(pipeline, by: call.user, parameters: parameters, at: call.moment.now) else { throw .unknownResource }
    guard pipeline.behaviour != .answersLate else { throw .innerTimeout }
    return started(build.id, pipeline, number: build.number, execution: 1)
  }

  mutating func stop(_ build: Build, _ call: Call) throws(Refusal) -> JSONValue {
    guard call.user == build.user || call.user == TokenDesk.sampleUser else { throw .stopForbidden(call.user) }
    guard !build.timeline.hasEnded(at: call.moment.now) else { throw .buildEnded(build.number) }
    world?.update(build.id) { $0.executions[$0.executions.count - 1].stop = .init(time: call.moment.now, user: call.user) }
    return true
  }

  mutating func retry(_ build: Build, _ call: Call) throws(Refusal) -> JSONValue {
    guard build.timeline.hasEnded(at: call.moment.now) else {
      throw .envelope(400, "流水线构建[\(build.number)]正在运行中，不能重试")
    }
    world?.update(build.id) { $0.retry(at: call.moment.now) }
    return started(build.id, build.pipeline, number: build.number, execution: build.executions.count + 1)
  }

  mutating func review(_ build: Build, _ call: Call) throws(Refusal) -> JSONValue {
    guard build.timeline.isPaused(at: call.moment.now), let stage = build.script.stages.first(where: \.needsReview),
      call["stageId"] == stage.id
    else {
      throw .envelope(400, "阶段[\(call["stageId"] ?? "")]没有在等待审核")
    }
    let isRejected = call.flag("cancel")
    world?.update(build.id) {
      $0.executions[$0.executions.count - 1].review = .init(time: call.moment.now, user: call.user, isRejected: isRejected)
    }
    return true
  }

  private func started(_ id: String, _ pipeline: Pipeline, number: Int, execution: Int) -> JSONValue {
    [
      "id": .string(id), "executeCount": .int(execution), "projectId": .string(pipeline.project), "pipelineId": .string(pipeline.id),
      "num": .int(number), "type": "SERVICE",
    ]
  }
}
