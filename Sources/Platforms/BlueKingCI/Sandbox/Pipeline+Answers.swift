import HufuClient
import HufuSigning

extension Pipeline {
  /// The definition: a Model without states.
  var model: JSONValue {
    [
      "name": .string(name), "desc": .string("沙箱流水线 \(name)"), "stages": .array(script.stages.map { $0.model() }), "labels": [],
      "pipelineCreator": "admin",
    ]
  }

  /// What a start asks for.
  var startInfo: JSONValue {
    ["canManualStartup": .bool(startsByHand), "canElementSkip": false, "useLatestParameters": false, "properties": .array(form)]
  }

  /// A Pipeline as lists hold it, with its last build.
  ///
  /// - Parameter builds: latest first.
  func summary(_ builds: [Build], _ call: Call) -> JSONValue {
    let running = builds.filter { !$0.timeline.hasEnded(at: call.moment.now) }
    var answer: JSONValue = [
      "projectId": .string(project), "pipelineId": .string(id), "pipelineName": .string(name), "pipelineDesc": .string("沙箱流水线 \(name)"),
      "taskCount": 6, "buildCount": .int(builds.count), "lock": .bool(isLocked), "canManualStartup": .bool(startsByHand),
      "runningBuildCount": .int(running.count), "hasPermission": true, "hasCollect": false, "version": 3, "creator": "admin",
      "updater": "admin",
    ]
    if let last = builds.first {
      answer["latestBuildId"] = .string(last.id)
      answer["latestBuildNum"] = .int(last.number)
      answer["latestBuildStatus"] = .string(last.timeline.status(at: call.moment.now))
      if call.moment.now >= last.timeline.start { answer["latestBuildStartTime"] = call.stamp(last.timeline.start) }
    }
    return answer
  }
}
