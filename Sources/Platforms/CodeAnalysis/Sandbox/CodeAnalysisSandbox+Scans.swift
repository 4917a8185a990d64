import HufuSigning

extension CodeAnalysisSandbox {
  func schemes(_ asked: Asked) throws(Refusal) -> [Scheme] {
    let repo = try repository(asked).id
    let name = asked.query("name")
    let isRetired = asked.query("status") == "2"
    return world.schemes.filter { $0.repo == repo && !isRetired && (name == nil || $0.name == name) }.reversed()
  }

  func scheme(_ asked: Asked) throws(Refusal) -> Scheme {
    let repo = try repository(asked).id
    guard let id = asked.number("scheme"), let scheme = world.schemes.first(where: { $0.id == id && $0.repo == repo }) else {
      throw asked.desk.unknown
    }
    return scheme
  }

  mutating func addScheme(_ asked: Asked) throws(Refusal) -> Served {
    let repo = try repository(asked).id
    guard let name = asked.body["name"]?.text, !name.isEmpty else { throw asked.desk.invalid([("name", Self.required)]) }
    let languages = asked.body["languages"]?.elements?.compactMap(\.text)
    let scheme = world.add(
      scheme: name, repo: repo, languages: languages, tag: asked.body["tag"]?.text, reference: nil,
      switches: Switches(asked.body), at: asked.now)
    return .data(["scan_scheme": .int(scheme.id)], status: 201)
  }

  mutating func copyScheme(_ asked: Asked) throws(Refusal) -> Served {
    let repo = try repository(asked).id
    let missing = ["name", "ref_scheme"].filter { asked.body[$0]?.scalarText?.isEmpty ?? true }
    guard missing.isEmpty, let name = asked.body["name"]?.text else { throw asked.desk.invalid(missing.map { ($0, Self.required) }) }
    let wanted = asked.body["ref_scheme"]?.scalarText ?? ""
    guard let model = world.schemes.first(where: { "\($0.id)" == wanted && ($0.repo == nil || $0.repo == repo) }) else {
      throw asked.desk.invalid([("ref_scheme", [.string("无效主键 “\(wanted)” － 对象不存在。")])])
    }
    let scheme = world.add(
      scheme: name, repo: repo, languages: model.languages, tag: model.tag, reference: model.id, switches: model.switches,
      at: asked.now)
    return .data(scheme.row(creator: asked.resident.card), status: 201)
  }

  func projects(_ asked: Asked) throws(Refusal) -> [JSONValue] {
    let repository = try repository(asked)
    let text = asked.query("branch_or_scheme")
    return world.projects(of: repository.id).filter { project in
      let scheme = world.schemes.first { $0.id == project.scheme }
      return (asked.query("branch").map { $0 == project.branch } ?? true)
        && (asked.query("scan_scheme").map { $0 == "\(project.scheme)" } ?? true)
        && (asked.query("scan_path").map { $0 == project.path } ?? true) && (asked.query("status").map { $0 == "1" } ?? true)
        && (text.map { project.branch.contains($0) || scheme?.name.contains($0) == true } ?? true)
    }.map { row(of: $0, .int(repository.id)) }
  }

  mutating func addProject(_ asked: Asked) throws(Refusal) -> Served {
    let repository = try repository(asked)
    guard let branch = asked.body["branch"]?.text, !branch.isEmpty else { throw asked.desk.invalid([("branch", Self.required)]) }
    let own = asked.body["scan_scheme_id"]?.scalarText, template = asked.body["global_scheme_id"]?.scalarText
    guard own == nil || template == nil, let wanted = own ?? template,
      let model = world.schemes.first(where: { "\($0.id)" == wanted && $0.repo == (own == nil ? nil : repository.id) })
    else { throw asked.desk.invalid([("cd_error", "扫描方案不存在，scan_scheme_id 与 global_scheme_id 须且只能指定一个")]) }
    var scheme = model
    if own == nil {
      let name = asked.body["custom_scheme_name"]?.text ?? model.name
      scheme =
        world.schemes.first { $0.repo == repository.id && $0.reference == model.id && $0.name == name }
        ?? world.add(
          scheme: name, repo: repository.id, languages: model.languages, tag: model.tag, reference: model.id, switches: model.switches,
          at: asked.now)
    }
    let project = world.add(
      project: branch, repo: repository.id, scheme: scheme.id, path: asked.body["scan_path"]?.text, from: asked.body["created_from"]?.text,
      at: asked.now)
    return .data(row(of: project, repository.stub), status: 201)
  }

  mutating func startScan(_ asked: Asked) throws(Refusal) -> Served {
    let project = try project(asked)
    let force = asked.body["force_create"]?.plainFlag ?? false
    let unfinished = world.jobs(of: project.id, at: asked.now).filter { $0.ending(at: asked.now) == nil }
    guard unfinished.isEmpty || force else {
      let scans = unfinished.compactMap(\.scan).map(String.init).joined(separator: ", ")
      throw asked.desk.refusal(
        400, code: 300, "当前项目分支[\(project.id)]\(project.branch)还有未完成任务，编号为: [\(scans)]", because: "unfinished jobs")
    }
    let job = world.start(
      project, force: force, at: asked.now, from: asked.body["created_from"]?.text ?? "tca_web", by: asked.resident.username)
    // The job is there all the same (platforms/tca.md §2).
    if job.plot == .fileServerDown {
      throw asked.desk.refusal(400, code: 116, job.plot.result.text, because: "the file server is down; the job is closed")
    }
    return .data(["job": ["id": .int(job.id)], "scan": ["id": .maybe(job.scan)]])
  }

  func jobs(_ asked: Asked) throws(Refusal) -> [JSONValue] {
    let project = try project(asked)
    let states = try asked.numbers("state")
    let from = try asked.numbers("result_code_gte")?.min(), to = try asked.numbers("result_code_lte")?.max()
    return world.jobs(of: project.id, at: asked.now).filter { job in
      let code = job.ending(at: asked.now)?.code
      return states?.contains(job.state(at: asked.now)) ?? true && (from.map { code ?? -1 >= $0 } ?? true)
        && (to.map { code ?? .max <= $0 } ?? true) && (asked.query("created_from").map { $0 == job.createdFrom } ?? true)
        && (asked.query("creator").map { $0 == job.creator } ?? true)
        && (asked.query("create_time_gte").map { ClockText.iso(job.stamped) >= $0 } ?? true)
        && (asked.query("create_time_lte").map { ClockText.iso(job.stamped) <= $0 } ?? true)
    }.map { $0.row(at: asked.now) }
  }

  func jobDetail(_ asked: Asked) throws(Refusal) -> Served {
    let project = try project(asked)
    return .data(try job(asked, project).detail(at: asked.now, project: project, repository: try repository(asked)))
  }

  /// Answered with success even for a job that has ended (platforms/tca.md §3).
  mutating func cancelJob(_ asked: Asked) throws(Refusal) -> Served {
    let job = try job(asked, try project(asked))
    world.cancel(job.id, remarks: asked.body["remarks"]?.text, at: asked.now)
    return .data(["msg": "取消成功"])
  }

  private func job(_ asked: Asked, _ project: Project) throws(Refusal) -> SandboxJob {
    guard let id = asked.number("job"), let job = world.jobs(of: project.id, at: asked.now).first(where: { $0.id == id }) else {
      throw asked.desk.unknown
    }
    return job
  }

  private func row(of project: Project, _ repository: JSONValue) -> JSONValue {
    let creator = Resident.keeper.card
    let scheme = world.schemes.first { $0.id == project.scheme }
    return project.row(creator: creator, scheme: scheme?.row(creator: creator) ?? .null, repository: repository)
  }
}

extension Switches {
  /// A new scheme has nothing scanned but what is asked for.
  fileprivate init(_ body: JSONValue) {
    self = .none
    lint = body["lint_enabled"]?.plainFlag ?? false
    complexity = body["cc_scan_enabled"]?.plainFlag ?? false
    duplication = body["dup_scan_enabled"]?.plainFlag ?? false
    lines = body["cloc_scan_enabled"]?.plainFlag ?? false
  }
}

extension JSONValue {
  /// True or false, also as a form or a careless client spells it.
  fileprivate var plainFlag: Bool? { bool ?? scalarText.map { ["true", "True", "1"].contains($0) } }
}
