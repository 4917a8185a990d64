import HufuSigning

/// What complexity, duplication and line counts a scan leaves in the overview: the same code every time, so nothing differs from before.
struct MetricBlocks: Sendable {
  let scan: SandboxJob
  /// The revision of the scan before, if there was one.
  let lastRevision: String?

  private var head: JSONValue {
    ["id": .maybe(scan.scan), "scan_revision": .string(scan.revision), "scan_time": .string(ClockText.iso(scan.created))]
  }

  var complexity: JSONValue {
    let over = ComplexFunction.all.count
    let summary: JSONValue = [
      "min_ccn": 20, "over_cc_func_count": .int(over), "under_cc_func_count": 196, "diff_over_cc_func_count": 0,
      "over_cc_func_average": 23.5,
      "cc_func_average": 2.75, "over_cc_sum": .int(ComplexFunction.all.reduce(0) { $0 + $1.complexity - 20 }), "cc_average_of_lines": 1.25,
    ]
    return head.joined(with: [
      "default_summary": summary, "custom_summary": .null, "url": "", "ccfile_url": "", "created_time": .maybe(scan.end), "creator": .null,
      "modified_time": .maybe(scan.end), "modifier": .null, "deleted_time": .null, "deleter": .null, "last_revision": .maybe(lastRevision),
      "diff_cc_num": 0, "cc_open_num": .int(lastRevision == nil ? over : 0), "cc_average_of_lines": 1.25, "cc_fix_num": 0,
      "worse_cc_file_num": 0, "min_ccn": 20, "code_line_num": .int(LineCount.total.code), "scan": .maybe(scan.scan),
    ])
  }

  var duplication: JSONValue {
    let files = DuplicateFile.all
    let lines = files.reduce(0) { $0 + $1.duplicated }
    let risk: (Double, Double) -> JSONValue = { low, high in
      [
        "range": [.number("\(low)"), .number("\(high)")], "file_count": .int(files.count { $0.rate >= low * 100 && $0.rate < high * 100 }),
        "diff": ["diff_file_count": 0],
      ]
    }
    return head.joined(with: [
      "default_summary": [
        "exhi_risk": risk(0.2, 1), "high_risk": risk(0.11, 0.2), "midd_risk": risk(0.05, 0.11), "low_risk": risk(0, 0.05),
      ],
      "custom_summary": .null, "url": "", "last_revision": .maybe(lastRevision), "duplicate_file_count": .int(files.count),
      "duplicate_block_count": .int(files.count), "duplicate_line_count": .int(lines), "diff_duplicate_block_count": 0,
      "diff_duplicate_line_count": 0, "close_issue_count": 0, "new_issue_count": .int(lastRevision == nil ? files.count : 0),
      "reopen_issue_count": 0, "ignored_issue_count": 0, "duplicate_rate": .number(DuplicateFile.percent(lines, of: LineCount.total.all)),
      "unique_duplicate_line_count": .int(lines), "total_duplicate_line_count": .int(lines), "total_line_count": .int(LineCount.total.all),
      "scan": .maybe(scan.scan),
    ])
  }

  var lines: JSONValue {
    head.joined(with: ["url": "", "last_revision": .maybe(lastRevision)]).joined(with: LineCount.total.members)
      .joined(with: ["scan": .maybe(scan.scan)])
  }
}
