import HufuSigning

/// One finding of a check, from the scan that found it to the scan that missed it again.
struct LintIssue: Sendable {
  static let severities = ["", "fatal", "error", "warning", "info"]

  var id: Int
  var number: Int
  var severity: Int
  var opened: SandboxJob
  var closed: SandboxJob?

  /// 1 active, 2 resolved, 3 closed.
  var state: Int { closed == nil ? 1 : 3 }
  var isError: Bool { severity == 2 }
  var file: String { "src/mod_\(number < 10 ? "0" : "")\(number).py" }
  var rule: String { isError ? "E999" : "E501" }
  var message: String { isError ? "SyntaxError: invalid syntax" : "line too long (\(79 + number) > 79 characters)" }
  var author: String { number % 3 == 0 ? "bob" : "alice" }

  func row(of project: Project) -> JSONValue {
    [
      "id": .int(id), "file_path": .string(file), "project": .int(project.id), "repo": .int(project.repo),
      "checkrule_real_name": .string(rule),
      "checkrule_display_name": .string(rule), "checktool_name": "flake8", "msg": .string(message), "state": .int(state),
      "resolution": .maybe(closed == nil ? nil : 1), "author": .string(author), "severity": .int(severity),
      "revision": .string(opened.revision),
      "ci_time": .string(ClockText.iso(opened.created)), "scan_open": .maybe(opened.scan), "scan_fix": .maybe(closed?.scan),
      "fixed_time": .maybe(closed?.end), "language": "python", "file_owners": .null, "is_external": false, "scm_url": "",
      "real_file_path": "",
      "tapd_ws_id": .null,
    ]
  }

  /// The long form: the only one with a line and a column.
  func detail(of project: Project) -> JSONValue {
    let made: JSONValue = .string(ClockText.iso(opened.created))
    let place: JSONValue = [
      "id": .int(id), "issue_refers": [], "creator": .null, "modifier": .null, "deleted_time": .null, "deleter": .null,
      "issuedetail_uuid": .string("0fcc376e-7283-11eb-bd53-\(100_000_000_000 + id)"), "checkrule_real_name": .string(rule),
      "checktool_name": "flake8",
      "author": .string(author), "author_email": .null, "line": .int(10 + number * 7), "column": .int(isError ? 1 : 80),
      "scan_revision": .string(opened.revision), "revision": .string(opened.revision), "ci_time": made, "real_revision": "",
      "created_time": made,
      "modified_time": made, "issue": .int(id), "project": .int(project.id),
    ]
    let rest: JSONValue = [
      "issue_details": [place], "checkrule_gid": .int(isError ? 1 : 2), "checkrule_rule_title": .string(isError ? "语法错误" : "行过长"),
      "category": 7, "file_hash": .null, "scan_revision": .string(opened.revision), "created_time": made, "modified_time": made,
      "creator": .null, "modifier": .null, "deleted_time": .null, "deleter": .null, "tapd_bug_id": .null,
    ]
    return row(of: project).joined(with: rest)
  }
}
