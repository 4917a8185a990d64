import HufuClient
import HufuSigning

/// Issues of a scan as far as they were read.
struct IssueList: Sendable {
  var issues: [CodeIssue] = []
  /// How many the server has.
  var total = 0
  /// How many of ``issues`` have no line, because it was not asked for or not told.
  var unplaced = 0
  /// Why no more lines were asked for; nil where all were that should be.
  var trouble: APIError?
}

extension CodeIssue {
  /// A row of the list, and the detail that says where in the file it is.
  init?(_ row: JSONValue, detail: JSONValue?) {
    guard let id = row["id"]?.whole else { return nil }
    // The same finding may stand in several lines of a file: the first of them.
    let places = (detail?["issue_details"]?.elements ?? []).compactMap { place in place["line"]?.whole.map { (line: $0, place: place) } }
    let first = places.filter { $0.line > 0 }.min { $0.line < $1.line }
    self.init(
      id: String(id), rule: row["checkrule_display_name"]?.words ?? row["checkrule_real_name"]?.words ?? "?",
      level: Level(severity: row["severity"]?.whole), message: row["msg"]?.words ?? "", file: row["file_path"]?.words ?? "",
      line: first.flatMap { Int(exactly: $0.line) },
      column: first?.place["column"]?.whole.flatMap { $0 > 0 ? Int(exactly: $0) : nil }, author: row["author"]?.words,
      tool: row["checktool_name"]?.words)
  }
}

extension CodeIssue.Level {
  /// 1 fatal, 2 error, 3 warning, 4 info (platforms/tca.md §3).
  init(severity: Int64?) {
    switch severity {
    case 1, 2: self = .error
    case 4: self = .note
    default: self = .warning
    }
  }
}
