import HufuClient
import HufuSigning

extension Build {
  /// A BuildHistory, as lists hold it.
  func history(_ call: Call) -> JSONValue {
    let now = call.moment.now
    let timeline = timeline
    var answer: JSONValue = [
      "id": .string(id), "userId": .string(user), "trigger": .string(trigger), "buildNum": .int(number), "buildNumAlias": "",
      "pipelineId": .string(pipeline.id), "pipelineVersion": 3, "status": .string(timeline.status(at: now)),
      "queueTime": call.stamp(timeline.queuedAt), "currentTimestamp": call.stamp(now), "startType": .string(trigger),
      "retry": .bool(executions.count > 1), "buildMsg": .string(trigger == "SERVICE" ? "OpenAPI触发" : "手动触发"), "material": [],
      "stageStatus": .array(stageStatus(timeline, call)), "buildParameters": .array(parameterAnswers),
    ]
    if now >= timeline.start { answer["startTime"] = call.stamp(timeline.start) }
    if let end = timeline.end, timeline.hasEnded(at: now) {
      answer["endTime"] = call.stamp(end)
      answer["totalTime"] = .int((end - timeline.queuedAt).wholeMilliseconds)
      answer["executeTime"] = .int(max(0, (end - timeline.start).wholeMilliseconds))
      let errors = Self.errors(in: timeline, at: now)
      if !errors.isEmpty { answer["errorInfoList"] = .array(errors) }
      if timeline.verdict == .succeeded { answer["artifactList"] = .array(artifacts(call)) }
    }
    return answer
  }

  /// A BuildHistoryWithVars, as asked for by id.
  func status(_ call: Call) -> JSONValue {
    var answer = history(call)
    if timeline.status(at: call.moment.now) == "QUEUE" { answer["currentQueuePosition"] = 1 }
    let variables =
      parameters + [
        .init("BK_CI_BUILD_NUM", .string(String(number))), .init("BK_CI_PIPELINE_NAME", .string(pipeline.name)),
        .init("BK_CI_START_USER_NAME", .string(user)),
      ]
    answer["variables"] = .object(variables.map { .init($0.key, Self.isSecret($0.key) ? "******" : $0.value) })
    return answer
  }

  /// The failed steps of one execution, as the call for nothing else tells of them.
  func failures(_ call: Call, execution: Int) -> JSONValue {
    let failed = timeline(of: execution).spans.filter { $0.fails && call.moment.now >= $0.end }
    return .array(
      failed.map { span in
        [
          "stepId": .string(span.step.stepID), "taskId": .string(span.step.id), "taskName": .string(span.step.name),
          "jobId": .string(span.job.id), "jobName": .string(span.job.name), "stageName": .string(span.stage.name),
          "errorMsg": .string(Self.failure),
        ]
      })
  }

  /// A ModelRecord: stages, jobs and steps of one execution.
  func detail(_ call: Call, execution: Int) -> JSONValue {
    let now = call.moment.now
    let timeline = timeline(of: execution)
    let stages = script.stages.map { stage in
      stage.model(status: stageState(stage, timeline, at: now)) { job, step in
        timeline.spans.first { $0.job.hashID == job.hashID && $0.step.id == step.id }.flatMap { span in
          timeline.status(of: span, at: now).map {
            .init($0, span.fails && now >= span.end ? Self.failure : nil, execution, span.step.length)
          }
        }
      }
    }
    var answer: JSONValue = [
      "id": .string(id), "pipelineId": .string(pipeline.id), "pipelineName": .string(pipeline.name), "userId": .string(user),
      "triggerUser": .string(user), "trigger": .string(trigger), "queueTime": call.stamp(timeline.queuedAt),
      "status": .string(timeline.status(at: now)), "model": ["name": .string(pipeline.name), "stages": .array(stages)],
      "currentTimestamp": call.stamp(now), "buildNum": .int(number), "executeCount": .int(execution), "latestVersion": 3,
    ]
    if now >= timeline.start { answer["startTime"] = call.stamp(timeline.start) }
    if let end = timeline.end, timeline.hasEnded(at: now) { answer["endTime"] = call.stamp(end) }
    if timeline.verdict == .cancelled, timeline.hasEnded(at: now) {
      answer["cancelUserId"] = .string(executions[execution - 1].stop?.user ?? user)
    }
    let errors = Self.errors(in: timeline, at: now)
    if !errors.isEmpty { answer["errorInfoList"] = .array(errors) }
    return answer
  }

  private func stageStatus(_ timeline: Timeline, _ call: Call) -> [JSONValue] {
    script.stages.map { stage in
      let spans = timeline.spans.filter { $0.stage.id == stage.id && $0.start <= call.moment.now }
      var answer: JSONValue = ["stageId": .string(stage.id), "name": .string(stage.name)]
      if let state = stageState(stage, timeline, at: call.moment.now) { answer["status"] = .string(state) }
      if let start = spans.map(\.start).min() { answer["startEpoch"] = call.stamp(start) }
      if let end = spans.map(\.end).max(), let start = spans.map(\.start).min() {
        answer["elapsed"] = .int((end - start).wholeMilliseconds)
      }
      return answer
    }
  }

  /// A stage's state in the platform's words; nil before it began.
  private func stageState(_ stage: BuildScript.Stage, _ timeline: Timeline, at now: Timestamp) -> String? {
    if stage.needsReview, timeline.isPaused(at: now) { return "PAUSE" }
    if stage.needsReview, timeline.verdict == .stageSucceeded, timeline.hasEnded(at: now) { return "REVIEW_ABORT" }
    let states = timeline.spans.filter { $0.stage.id == stage.id }.compactMap { timeline.status(of: $0, at: now) }
    return ["CANCELED", "FAILED", "RUNNING"].first { states.contains($0) } ?? (states.isEmpty ? nil : "SUCCEED")
  }

  private static func errors(in timeline: Timeline, at now: Timestamp) -> [JSONValue] {
    timeline.spans.filter { $0.fails && now >= $0.end }.map { span in
      [
        "stageId": .string(span.stage.id), "containerId": .int(span.job.number), "taskId": .string(span.step.id),
        "taskName": .string(span.step.name), "atomCode": .string(span.step.plugin), "errorType": 2, "errorCode": 2_199_002,
        "errorMsg": .string(failure),
      ]
    }
  }

  private static let failure = "脚本执行失败，退出码 8（Process completed with exit code 8）"

  private var parameterAnswers: [JSONValue] {
    parameters.map { ["key": .string($0.key), "value": Self.isSecret($0.key) ? "******" : $0.value, "valueType": "STRING"] }
  }

  private static func isSecret(_ name: String) -> Bool { name == "SIGN_KEY" || name == "PIN" }
}

extension BuildScript.Stage {
  /// What a step's element says of its run.
  struct Run {
    var status: String
    var error: String?
    var execution: Int
    var elapsed: Int64

    init(_ status: String, _ error: String?, _ execution: Int, _ elapsed: Int64) {
      self.status = status
      self.error = error
      self.execution = execution
      self.elapsed = elapsed
    }
  }

  /// This stage in a Model; with states when there is a run to tell of.
  func model(status: String? = nil, _ run: (BuildScript.Job, BuildScript.Step) -> Run? = { _, _ in nil }) -> JSONValue {
    let containers = jobs.map { job -> JSONValue in
      let elements = job.steps.map { step -> JSONValue in
        var element: JSONValue = [
          "@type": .string(step.plugin == "manualTrigger" ? "manualTrigger" : "marketBuild"), "id": .string(step.id),
          "name": .string(step.name),
          "atomCode": .string(step.plugin), "stepId": .string(step.stepID), "version": "1.*",
        ]
        if let run = run(job, step) {
          element["status"] = .string(run.status)
          element["executeCount"] = .int(run.execution)
          element["elapsed"] = .int(run.elapsed)
          if let error = run.error {
            element["errorType"] = "USER"
            element["errorCode"] = 2_199_002
            element["errorMsg"] = .string(error)
          }
        }
        return element
      }
      return [
        "@type": .string(number == 1 ? "trigger" : "vmBuild"), "id": .string(String(job.number)), "containerHashId": .string(job.hashID),
        "jobId": .string(job.id), "name": .string(job.name), "elements": .array(elements),
      ]
    }
    var answer: JSONValue = ["id": .string(id), "name": .string(name), "containers": .array(containers)]
    if needsReview {
      var group: JSONValue = [
        "id": .string(StableID.hex("review " + id)), "name": "Flow 1", "reviewers": ["zhangsan", "lisi"], "groups": [],
      ]
      if let status, status != "PAUSE" { group["status"] = .string(status == "REVIEW_ABORT" ? "ABORT" : "PROCESS") }
      answer["checkIn"] = [
        "manualTrigger": true, "status": .string(status == "PAUSE" ? "REVIEWING" : "QUEUE"), "reviewGroups": [group],
      ]
    }
    if let status { answer["status"] = .string(status) }
    return answer
  }
}
