import HufuSigning

extension CodeAnalysisSandbox {
  func repositories(_ asked: Asked) throws(Refusal) -> Served {
    let scope = asked.query("scope") ?? "all"
    guard ["all", "my", "subscribed"].contains(scope) else {
      throw asked.desk.invalid([("scope", [.string("Select a valid choice. \(scope) is not one of the available choices.")])])
    }
    let shelf = world.shelf
    let text = asked.query("scm_url_or_name")
    if let url = asked.query("scm_url") {
      let found = SourceAddress(url).flatMap { shelf.repository(at: $0) }
      return .list(found.map { [row(of: $0, at: asked.now)] } ?? [])
    }
    guard text != nil || scope == "subscribed" else {
      return .list(count: shelf.count) { shelf.repository(at: $0).map { row(of: $0, at: asked.now) } ?? .null }
    }
    let matches = (0..<shelf.count).filter { position in
      guard let repository = shelf.repository(at: position) else { return false }
      let hasText = text.map { repository.name.contains($0) || repository.address.http.contains($0) } ?? true
      return hasText && (scope != "subscribed" || repository.id % 7 == 2)
    }
    return .list(count: matches.count) { shelf.repository(at: matches[$0]).map { row(of: $0, at: asked.now) } ?? .null }
  }

  mutating func addRepository(_ asked: Asked) throws(Refusal) -> Served {
    var findings = ["scm_url", "scm_type"].filter { asked.body[$0]?.text?.isEmpty ?? true }.map { ($0, Self.required) }
    if let type = asked.body["scm_type"]?.text, !type.isEmpty, type != "git", type != "svn" {
      findings.append(("scm_type", [.string("“\(type)” 不是合法选项。")]))
    }
    if let auth = asked.body["scm_auth"], !auth.isNull { findings += Self.authFindings(auth) }
    guard findings.isEmpty, let url = asked.body["scm_url"]?.text, let type = asked.body["scm_type"]?.text else {
      throw asked.desk.invalid(findings)
    }
    guard let address = SourceAddress(url) else { throw asked.desk.invalid([("scm_url", [.string("请输入合法的URL。")])]) }
    guard world.shelf.repository(at: address) == nil else {
      throw asked.desk.refusal(400, code: 1040, "代码库已接入", because: "the repository is there")
    }
    var repository = world.shelf.add(name: asked.body["name"]?.text, address: address, at: asked.now)
    repository.type = type
    repository.ssh = asked.body["ssh_url"]?.text
    repository.labels = asked.body["labels"]?.elements ?? []
    world.shelf.update(repository)
    return .data(repository.stub, status: 201)
  }

  mutating func removeRepository(_ asked: Asked) throws(Refusal) -> Served {
    world.shelf.remove(try repository(asked).id)
    return .noContent
  }

  func branches(_ asked: Asked) throws(Refusal) -> [JSONValue] {
    let projects = world.projects(of: try repository(asked).id)
    var names: [String] = []
    for project in projects where !names.contains(project.branch) { names.append(project.branch) }
    return names.map { branch in
      let schemes = projects.filter { $0.branch == branch }.map { project -> JSONValue in
        [
          "project_id": .int(project.id), "scan_scheme_id": .int(project.scheme),
          "scan_scheme_name": .maybe(world.schemes.first { $0.id == project.scheme }?.name),
        ]
      }
      return ["branch": .string(branch), "schemes": .array(schemes)]
    }
  }

  static let required: JSONValue = ["该字段是必填项。"]

  /// No credentials are registered in the sandbox, so that none can be referred to.
  private static func authFindings(_ auth: JSONValue) -> [(String, JSONValue)] {
    var findings: [JSONValue.Member] = []
    for name in ["scm_account", "scm_ssh", "scm_oauth"] {
      guard let id = auth[name]?.scalarText else { continue }
      findings.append(JSONValue.Member(name, [.string("无效主键 “\(id)” － 对象不存在。")]))
    }
    if auth["auth_type"]?.text == nil { findings.append(JSONValue.Member("auth_type", required)) }
    return findings.isEmpty ? [] : [("scm_auth", .object(findings))]
  }
}
