import HufuSigning

/// What one scan counted. A number the server did not give is nil, never nought.
struct ScanNumbers: Sendable, Equatable {
  /// New in this scan and still active.
  var newFatal: Int64?
  var newError: Int64?
  var newWarning: Int64?
  var newInfo: Int64?
  var newTotal: Int64?
  /// No longer found by this scan.
  var fixed: Int64?
  /// All active issues of the project.
  var backlog: Int64?
  /// Duplicated lines in percent.
  var duplication: Double?
  /// Functions above the scheme's complexity.
  var complexity: Int64?
  /// How many more there are than in the scan before; negative when there are fewer.
  var newComplexity: Int64?

  /// - Parameters: the blocks of `overview.latest`, or the rows of the three histories that are this scan's; null or missing where the scan
  ///   has no such result.
  init(lint: JSONValue?, duplication: JSONValue?, complexity: JSONValue?) {
    read(lint)
    self.duplication = duplication?["duplicate_rate"]?.decimal
    let summary = complexity?["default_summary"]
    self.complexity = summary?["over_cc_func_count"]?.whole
    newComplexity = summary?["diff_over_cc_func_count"]?.whole
  }

  /// Within a count by name zeros are left out (platforms/tca.md §0.8). But the history also has rows of scans that were never counted: all
  /// their details are empty, and only `issue_open_num`, null there, tells them from rows without findings.
  private mutating func read(_ lint: JSONValue?) {
    guard let current = lint?["current_scan"], let opened = current["issue_open_num"]?.whole else { return }
    newTotal = opened
    fixed = current["issue_fix_num"]?.whole
    if let details = current["active_severity_detail"], details.members != nil {
      newFatal = Self.count("fatal", details)
      newError = Self.count("error", details)
      newWarning = Self.count("warning", details)
      newInfo = Self.count("info", details)
    }
    if let states = lint?["total"]?["state_detail"], states.members != nil { backlog = Self.count("active", states) }
  }

  /// Nought only where the key is missing; what is no number is none.
  private static func count(_ key: String, _ counts: JSONValue) -> Int64? {
    counts[key].map { $0.whole } ?? 0
  }

  /// The same for a job that had nothing to scan: where nothing was counted, nothing can be new.
  var withNothingNew: ScanNumbers {
    var numbers = self
    numbers.newFatal = newFatal ?? 0
    numbers.newError = newError ?? 0
    numbers.newWarning = newWarning ?? 0
    numbers.newInfo = newInfo ?? 0
    numbers.newTotal = newTotal ?? 0
    numbers.newComplexity = newComplexity ?? 0
    return numbers
  }
}
