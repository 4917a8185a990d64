import HufuSigning

/// A scheme: what is scanned with which tools. Without a repository it is a template of the organisation.
struct Scheme: Sendable {
  var id: Int
  var name: String
  var repo: Int?
  var isDefault = false
  var languages: [String] = ["python"]
  var tag = "Codedog_Linux"
  var reference: Int?
  var created: Timestamp

  func row(creator: JSONValue) -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("id", .int(id)), ("creator", creator), ("created_time", .string(ClockText.main(created))), ("modifier", .null),
      ("modified_time", .string(ClockText.main(created))), ("deleter", .null), ("deleted_time", .null),
      ("languages", .array(languages.map(JSONValue.string))), ("tag", .string(tag)),
    ]
    let middle: [(String, JSONValue)] = [
      ("name", .string(name)), ("refer_template_ids", .null), ("description", .null),
    ]
    let ignores: [(String, JSONValue)] = [
      ("ignore_merged_issue", false), ("ignore_branch_issue", .null), ("ignore_submodule_clone", false), ("ignore_submodule_issue", true),
      ("lfs_flag", true),
    ]
    let rest: [(String, JSONValue)]
    if let repo {
      rest =
        middle + [
          ("default_flag", .bool(isDefault)), ("created_from", "web"), ("issue_global_ignore", true), ("status", 1), ("scheme_type", 2),
        ] + ignores + [("refer_scheme", .maybe(reference)), ("repo", .int(repo))]
    } else {
      rest =
        middle + [
          ("created_from", "web"), ("issue_global_ignore", true), ("scheme_key", .string("org_\(Team.org)")), ("scheme_type", 2),
        ] + ignores
    }
    return .object((head + rest).map { JSONValue.Member($0.0, $0.1) })
  }
}
