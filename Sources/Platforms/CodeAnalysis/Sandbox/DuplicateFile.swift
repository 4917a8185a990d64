import HufuSigning

/// A file that shares lines with another.
struct DuplicateFile: Sendable {
  var id: Int
  var directory: String
  var name: String
  var lines: Int
  var duplicated: Int

  static let all: [DuplicateFile] = LineCount.files.enumerated().filter { $0.offset % 3 == 1 }.map { index, file in
    DuplicateFile(id: index, directory: file.directory, name: file.name, lines: file.lines.all, duplicated: 6 + index)
  }

  var path: String { "\(directory)/\(name)" }
  var rate: Double { Double(duplicated * 100) / Double(lines) }

  /// A share in percent with two decimals, as JSON spells it.
  static func percent(_ part: Int, of whole: Int) -> String {
    let hundredths = part * 10_000 / whole
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  func row(of project: Project, _ scan: SandboxJob) -> JSONValue {
    [
      "id": .int(id), "repo": .int(project.repo), "issue": ["id": .int(id), "state": 1, "owner": "alice"], "project_id": .int(project.id),
      "scan_id": .maybe(scan.scan), "issue_id": .int(id), "issue_state": 1, "issue_owner": "alice", "dir_path": .string(directory),
      "file_name": .string(name), "file_path": .string(path),
      "duplicate_rate": .number(Self.percent(duplicated, of: lines)),
      "total_line_count": .int(lines), "total_duplicate_line_count": .int(duplicated), "distinct_hash_num": 1, "block_num": 1,
      "last_modifier": "alice", "change_type": .null, "scm_revision": .string(scan.revision), "is_latest": true,
    ]
  }
}
