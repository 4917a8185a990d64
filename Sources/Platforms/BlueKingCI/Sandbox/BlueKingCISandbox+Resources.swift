import HufuClient
import HufuSigning

extension BlueKingCISandbox {
  /// The resources behind the filter, by operation.
  mutating func answer(_ call: Call) throws(Refusal) -> APIResponse {
    switch call.operation.name {
    case "projects.list": return .success(projects(call))
    case "project.get": return .success(try projectAnswer(call))
    default: break
    }
    let project = try project(call)
    switch call.operation.name {
    case "pipelines.list": return .success(pipelines(call, in: project))
    case "pipelines.search": return .success(search(call, in: project))
    case "pipeline.get": return .success(try pipeline(call, in: project).model)
    case "pipeline.status":
      let pipeline = try pipeline(call, in: project)
      return .success(pipeline.summary(world?.builds(of: pipeline.id) ?? [], call))
    case "build.startinfo": return .success(try pipeline(call, in: project).startInfo)
    case "build.start": return .success(try start(call, try pipeline(call, in: project)))
    case "builds.list": return .success(history(call, of: try pipeline(call, in: project)))
    case "builds.statuses": return .success(try statuses(call, of: try pipeline(call, in: project)))
    case "artifact.url": return .success(try address(call, in: project))
    default: return try answer(call, of: try build(call, in: project))
    }
  }

  /// The resources of one build.
  private mutating func answer(_ call: Call, of build: Build) throws(Refusal) -> APIResponse {
    let execution = Int(call.int("executeCount") ?? Int64(call.operation.name == "build.detail" ? build.executions.count : 1))
    guard (1...build.executions.count).contains(execution) else {
      throw .envelope(400, "参数校验失败: executeCount[\(execution)]")
    }
    switch call.operation.name {
    case "build.status": return .success(build.status(call))
    case "build.detail": return .success(build.detail(call, execution: execution))
    case "build.failures": return .success(build.failures(call, execution: execution))
    case "build.stop": return .success(try stop(build, call))
    case "build.retry": return .success(try retry(build, call))
    case "stage.review": return .success(try review(build, call))
    case "logs.init": return .success(LogBook(build, execution: execution).answer(build, call))
    case "logs.after": return .success(LogBook(build, execution: execution).answer(build, call, from: call.int("start") ?? 0))
    case "logs.more":
      let limit = Int(min(call.int("num") ?? 100, Int64(LogBook.largest)))
      return .success(
        LogBook(build, execution: execution).answer(build, call, from: call.int("start") ?? 0, to: call.int("end") ?? .max, limit: limit))
    case "logs.last":
      let book = LogBook(build, execution: build.executions.count)
      let last = build.isCleaned ? 0 : book.lastNumber(at: call.moment.now)
      return .success(["buildId": .string(build.id), "finished": .bool(book.looksFinished(at: call.moment.now)), "lastLineNum": .int(last)])
    case "log.download": return try logFile(build, execution: execution, call)
    case "artifacts.list": return .success(artifacts(of: build, call))
    default: throw .unknownResource
    }
  }

  // MARK: What a call names

  private func project(_ call: Call) throws(Refusal) -> Project {
    let code = call["projectId"] ?? ""
    guard let project = Project.all.first(where: { $0.code == code }) else { throw .projectUnknown(code) }
    guard project.isPublic || call.user == "admin" else { throw .forbidden("用户(\(call.user))无权限访问项目(\(code))") }
    return project
  }

  private func pipeline(_ call: Call, in project: Project) throws(Refusal) -> Pipeline {
    let id = call["pipelineId"] ?? ""
    guard let pipeline = world?.pipeline(id, in: project.code) else { throw .pipelineUnknown(id) }
    return pipeline
  }

  private func build(_ call: Call, in project: Project) throws(Refusal) -> Build {
    let id = call["buildId"] ?? ""
    guard let build = world?.build(id, in: project.code), call["pipelineId"].map({ $0 == build.pipeline.id }) ?? true else {
      throw .buildUnknown(id)
    }
    return build
  }

  // MARK: Projects and pipelines

  /// v3 gives all; v4 gives ten unless asked for more, and no total.
  private mutating func projects(_ call: Call) -> JSONValue {
    let all = (world?.projects(of: call.user) ?? []).enumerated().map { $1.answer(number: $0 + 1) }
    guard !call.isV3 else { return .array(all) }
    let window = pages.window(call, defaultSize: 10)
    return .array(PageCut.slice(all, page: window.page, size: window.size))
  }

  private func projectAnswer(_ call: Call) throws(Refusal) -> JSONValue {
    let project = try project(call)
    return project.answer(number: (Project.all.firstIndex { $0.code == project.code } ?? 0) + 1)
  }

  private mutating func pipelines(_ call: Call, in project: Project) -> JSONValue {
    let wanted = call["filterByPipelineName"]
    let found = (world?.pipelines(in: project.code) ?? []).filter { wanted.map($0.name.contains) ?? true }
    let world = world
    return pages.page(found, call) { $0.summary(world?.builds(of: $0.id) ?? [], call) }
  }

  private func search(_ call: Call, in project: Project) -> JSONValue {
    let wanted = call["pipelineName"] ?? ""
    let found = (world?.pipelines(in: project.code) ?? []).filter { wanted.isEmpty || $0.name.contains(wanted) }
    return .array(found.map { ["pipelineId": .string($0.id), "pipelineName": .string($0.name)] })
  }

  private mutating func history(_ call: Call, of pipeline: Pipeline) -> JSONValue {
    let states = call.all("status")
    let users = call.all("startUser")
    let started = call.span("startTime")
    let queued = call.span("queueTime")
    let first = call.int("buildNoStart") ?? 1
    let last = call.int("buildNoEnd") ?? .max
    let found = (world?.builds(of: pipeline.id) ?? []).filter { build in
      (states.isEmpty || states.contains(build.timeline.status(at: call.moment.now))) && (users.isEmpty || users.contains(build.user))
        && queued?.contains(build.timeline.queuedAt) ?? true
        // A build that waits for a machine has no start time to be found by.
        && started.map { $0.contains(build.timeline.start) && build.timeline.start <= call.moment.now } ?? true
        && build.number >= first && build.number <= last && call["remark"] == nil
    }
    return pages.page(found, call, extra: ["hasDownloadPermission": true, "pipelineVersion": 3]) { $0.history(call) }
  }

  private func statuses(_ call: Call, of pipeline: Pipeline) throws(Refusal) -> JSONValue {
    guard let ids = (try? JSONValue(parsing: call.body))?.elements else { throw .bodyUnreadable }
    return .array(
      ids.compactMap { id in
        id.text.flatMap { world?.build($0, in: pipeline.project) }.flatMap { $0.pipeline.id == pipeline.id ? $0.history(call) : nil }
      })
  }

  // MARK: Artifacts and log files

  private func logFile(_ build: Build, execution: Int, _ call: Call) throws(Refusal) -> APIResponse {
    guard !build.isCleaned else { throw Refusal(response: APIResponse(404), reason: "the log was cleaned up") }
    return APIResponse(
      200,
      headers: [
        HeaderField("Content-Type", "application/octet-stream"),
        HeaderField("Content-Disposition", "attachment; filename=\"\(build.pipeline.id)-\(build.id)-log.txt\""),
      ], body: LogBook(build, execution: execution).text(call))
  }

  /// v3 counts only what stands on the page (bk-ci issue 7834).
  private mutating func artifacts(of build: Build, _ call: Call) -> JSONValue {
    var page = pages.page(build.artifacts(call), call) { $0 }
    if call.isV3 { page["count"] = .int(page["records"]?.elements?.count ?? 0) }
    return page
  }

  private func address(_ call: Call, in project: Project) throws(Refusal) -> JSONValue {
    let path = call["path"] ?? ""
    let parts = path.split(separator: "/").map(String.init)
    guard call["artifactoryType"] == "PIPELINE", parts.count == 3, let build = world?.build(parts[1], in: project.code),
      build.pipeline.id == parts[0],
      build.artifact(parts[2]) != nil
    else { throw .envelope(404, "文件\(path)不存在") }
    let url = "/bkrepo/api/external/generic/temporary/download/\(project.code)/pipeline\(path)?token=\(Self.ticket(path))"
    return ["url": .string(url), "url2": .string(url)]
  }

  private static func ticket(_ path: String) -> String { StableID.hex("ticket " + path) }

  /// An artifact at its signed address.
  func download(_ call: Call) throws(Refusal) -> APIResponse {
    let parts = ["pipeline", "build", "name"].map { call[$0] ?? "" }
    let path = "/" + parts.joined(separator: "/")
    guard call["token"] == Self.ticket(path) else { throw .envelope(401, "Token is invalid or expired") }
    guard let bytes = world?.build(parts[1], in: call["project"] ?? "")?.artifact(parts[2]) else {
      throw .envelope(404, "Node not found")
    }
    return APIResponse(200, headers: [HeaderField("Content-Type", "application/octet-stream")], body: bytes)
  }
}
