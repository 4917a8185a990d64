import HufuSigning

/// One repository. Those nobody added are made from their number alone.
struct Repository: Sendable {
  var id: Int
  var name: String
  var address: SourceAddress
  var type = "git"
  var ssh: String?
  var labels: [JSONValue] = []
  var createdFrom = "codedog_web"
  var created: Timestamp

  /// When repository 23 was added: the moment in the document's example.
  static let epoch = Timestamp(1_620_959_684_509)

  /// The repository of that number as it has always been there.
  init(numbered id: Int) {
    self.id = id
    let number = id < 10 ? "0\(id)" : "\(id)"
    name = id == 23 ? "repo_name" : "repo_\(number)"
    address = SourceAddress(host: Self.host, path: Self.group + "/" + name)
    created = Self.epoch + .milliseconds(Int64(id - 23) * 90_137)
  }

  init(id: Int, name: String, address: SourceAddress, created: Timestamp) {
    self.id = id
    self.name = name
    self.address = address
    self.created = created
  }

  static let host = "git.example.com"
  static let group = "group"

  /// The number a generated repository with this address has.
  static func number(of address: SourceAddress) -> Int? {
    guard address.host == host, address.path.hasPrefix(group + "/") else { return nil }
    let name = address.path.dropFirst(group.count + 1)
    let number = name == "repo_name" ? 23 : name.hasPrefix("repo_") ? Int(name.dropFirst(5)) : nil
    return number.flatMap { $0 > 0 && Repository(numbered: $0).name == name ? $0 : nil }
  }

  /// The short form: what creating it answers.
  var stub: JSONValue {
    [
      "id": .int(id), "name": .string(name), "scm_url": .string(address.http), "ssh_url": .string(ssh ?? address.ssh),
      "scm_type": .string(type),
      "created_from": .string(createdFrom), "scm_auth": .null, "labels": .array(labels),
    ]
  }

  /// The row of a list.
  func row(creator: JSONValue, projects: [Project], jobs: Int) -> JSONValue {
    let recent = projects.first.map { project -> JSONValue in
      [
        "id": .int(project.id), "branch_name": .string(project.branch), "active_time": .string(ClockText.main(created)),
        "total_line_num": .null, "code_line_num": .null,
      ]
    }
    return [
      "id": .int(id), "name": .string(name), "scm_url": .string(address.http), "scm_type": .string(type),
      "branch_count": .int(Set(projects.map(\.branch)).count), "scheme_count": .int(Set(projects.map(\.scheme)).count),
      "job_count": .int(jobs),
      "created_time": .string(ClockText.main(created)), "recent_active": recent ?? .null, "created_from": .string(createdFrom),
      "creator": creator, "scm_auth": .null, "project_team": Team.card, "ssh_url": .string(ssh ?? address.ssh),
    ]
  }
}
