import HufuSigning

/// A function above the threshold of 20.
struct ComplexFunction: Sendable {
  var id: Int
  var file: String
  var name: String
  var complexity: Int

  static let all = [
    ComplexFunction(id: 1, file: "src/mod_2.py", name: "parse_arguments", complexity: 22),
    ComplexFunction(id: 2, file: "src/mod_7.py", name: "merge_results", complexity: 27),
    ComplexFunction(id: 3, file: "src/mod_7.py", name: "render_report", complexity: 21),
    ComplexFunction(id: 4, file: "src/mod_11.py", name: "walk_tree", complexity: 24),
  ]

  func row(of project: Project, _ scan: SandboxJob) -> JSONValue {
    Self.head(id, file, project, scan).joined(with: [
      "ccn": .int(complexity), "g_cc_hash": .null, "cc_hash": .null, "func_name": .string(name), "func_param_num": 2,
      "long_name": .string("\(name)( project , options )"), "status": 1, "is_tapdbug": false, "ignore_time": .null, "is_latest": true,
      "diff_ccn": .null,
    ])
  }

  /// The rows of `ccfiles/`: functions by file.
  static func files(of project: Project, _ scan: SandboxJob) -> [JSONValue] {
    var paths: [String] = []
    for function in all where !paths.contains(function.file) { paths.append(function.file) }
    return paths.enumerated().map { index, path in
      let those = all.filter { $0.file == path }
      let over = those.reduce(0) { $0 + $1.complexity - 20 }
      return head(index + 1, path, project, scan).joined(with: [
        "over_func_cc": .int(those.reduce(0) { $0 + $1.complexity }), "over_cc_sum": .int(over), "over_cc_avg": .int(over / those.count),
        "over_cc_func_count": .int(those.count), "diff_over_func_cc": 0, "diff_over_cc_sum": 0, "diff_over_cc_avg": 0,
        "diff_over_cc_func_count": 0, "worse": false, "state": 1, "file_owners": .null, "tapd_ws_id": .null, "tapd_bug_id": .null,
      ])
    }
  }

  private static func head(_ id: Int, _ file: String, _ project: Project, _ scan: SandboxJob) -> JSONValue {
    let made: JSONValue = .string(ClockText.iso(scan.created))
    return [
      "id": .int(id), "repo": .int(project.repo), "created_time": made, "creator": .null, "modified_time": made, "modifier": .null,
      "deleted_time": .null, "deleter": .null, "file_path": .string(file), "change_type": 0, "last_modifier": "alice", "author": "alice",
      "related_modifiers": "alice;bob", "language": "python", "revision": .string(scan.revision), "ci_time": made,
      "project": .int(project.id),
      "scan_open": .maybe(scan.scan), "scan_close": .null,
    ]
  }
}
