import HufuSigning

/// What a scheme has scanned.
struct Switches: Sendable {
  var lint = true
  var complexity = true
  var duplication = true
  var lines = true

  /// What a new scheme has unless it is asked for.
  static let none = Switches(lint: false, complexity: false, duplication: false, lines: false)
}

/// A scheme: what is scanned with which tools. Without a repository it is a template of the organisation.
struct Scheme: Sendable {
  var id: Int
  var name: String
  var repo: Int?
  var isDefault = false
  var languages: [String] = ["python"]
  var tag = "Codedog_Linux"
  var reference: Int?
  var switches = Switches()
  var created: Timestamp

  /// The answer of `lintconf/`.
  var checks: JSONValue {
    [
      "id": .int(id), "enabled": .bool(switches.lint), "pre_cmd": .null, "build_cmd": .null, "envs": .null,
      "checkprofile": ["id": .int(id), "profile_type": 1, "custom_checkpackage": ["id": .int(id)], "checkpackages": [1]],
      "scan_scheme": .int(id),
    ]
  }

  /// The answer of `metricconf/`.
  var metrics: JSONValue {
    [
      "id": .int(id), "cc_scan_enabled": .bool(switches.complexity), "min_ccn": 20, "dup_scan_enabled": .bool(switches.duplication),
      "dup_block_length_min": 120, "dup_block_length_max": .null, "dup_min_dup_times": 2, "dup_max_dup_times": .null,
      "dup_min_midd_rate": 5, "dup_min_high_rate": 11, "dup_min_exhi_rate": 20, "dup_issue_limit": 1000,
      "cloc_scan_enabled": .bool(switches.lines), "scan_scheme": .int(id),
    ]
  }

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
