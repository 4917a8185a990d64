import HufuSigning

/// All findings in a project so far, scan by scan: the first finds 25; every later one finds 3 and misses the 2 oldest warnings.
struct LintLedger: Sendable {
  let project: Project
  /// The scans with results, oldest first.
  let scans: [SandboxJob]
  let issues: [LintIssue]

  init(_ project: Project, scans: [SandboxJob]) {
    self.project = project
    self.scans = scans
    var issues: [LintIssue] = []
    for (place, scan) in scans.enumerated() where scan.plot.findsIssues {
      if place > 0 {
        for index in issues.indices.filter({ issues[$0].closed == nil && !issues[$0].isError }).prefix(2) { issues[index].closed = scan }
      }
      for fresh in 0..<(place == 0 ? 25 : 3) {
        let number = issues.count + 1
        let isError = place == 0 ? fresh < 5 : fresh == 0
        issues.append(LintIssue(id: project.id * 10_000 + number, number: number, severity: isError ? 2 : 3, opened: scan))
      }
    }
    self.issues = issues
  }

  /// The ledger as it stood after the scan at that place.
  func upTo(_ place: Int) -> LintLedger { LintLedger(project, scans: Array(scans[...place])) }

  /// The row of `lintscans/` for the last scan; also the block in `overview/` and the answer of `report/`.
  func block() -> JSONValue? {
    guard let scan = scans.last else { return nil }
    let opened = issues.filter { $0.opened.id == scan.id }
    let closed = issues.filter { $0.closed?.id == scan.id }
    let head: JSONValue = [
      "issue_open_num": .int(opened.count), "issue_fix_num": .int(closed.count), "issue_detail_num": .int(opened.count),
      "scan": [
        "id": .maybe(scan.scan), "scan_time": .string(ClockText.iso(scan.created)),
        "execute_time": .string(ClockText.span(scan.plot.length ?? 0)),
      ],
      "current_scan": [
        "active_category_detail": .counts([("convention", opened.count)]), "active_severity_detail": .counts(Self.bySeverity(opened)),
        "issue_open_num": .int(opened.count), "issue_fix_num": .int(closed.count),
      ],
      "total": [
        "state_detail": .counts(Self.byState(issues)),
        "category_detail": issues.isEmpty ? [:] : ["convention": .counts(Self.byState(issues))],
        "severity_detail": Self.severities(issues),
      ],
    ]
    return head.joined(with: [
      "status": 0, "text": "成功", "url": .string(url), "description": "success", "scan_summary": Self.summary(opened),
      "total_summary": Self.summary(issues),
    ])
  }

  /// The row of a scan whose findings were never counted: details that are empty, and null where a row without findings has 0
  /// (`LintScanSerializer`).
  static func uncounted(_ scan: SandboxJob, _ project: Project) -> JSONValue {
    [
      "issue_open_num": .null, "issue_fix_num": .null, "issue_detail_num": .null,
      "scan": ["id": .maybe(scan.scan), "scan_time": .string(ClockText.iso(scan.created)), "execute_time": .null],
      "current_scan": ["active_category_detail": [:], "active_severity_detail": [:], "issue_open_num": .null, "issue_fix_num": .null],
      "total": ["state_detail": [:], "category_detail": [:], "severity_detail": [:]], "status": 0, "text": "成功",
      "url": .string("/repos/\(project.repo)/projects/\(project.id)/codelint/issues?state=1&scan_open=\(scan.scan ?? 0)"),
      "description": "success", "scan_summary": .null, "total_summary": .null,
    ]
  }

  /// The block in `overview/latestscan/`: only what is still active counts in its total.
  func latest() -> JSONValue? {
    guard let scan = scans.last else { return nil }
    let opened = issues.filter { $0.opened.id == scan.id }
    let active = issues.filter { $0.state == 1 }
    return [
      "current_scan": [
        "issue_open_num": .int(opened.count), "issue_fix_num": .int(issues.count { $0.closed?.id == scan.id }),
        "active_severity_detail": .counts(Self.bySeverity(opened)),
      ],
      "total": ["state_detail": .counts(Self.byState(active)), "severity_detail": Self.severities(active)], "url": .string(url),
    ]
  }

  private var url: String { "/repos/\(project.repo)/projects/\(project.id)/codelint/issues?state=1&scan_open=\(scans.last?.scan ?? 0)" }

  private static func bySeverity(_ issues: [LintIssue]) -> [(String, Int)] {
    (1...4).map { severity in (LintIssue.severities[severity], issues.count { $0.severity == severity }) }
  }

  private static func byState(_ issues: [LintIssue]) -> [(String, Int)] {
    [("active", 1), ("resolved", 2), ("closed", 3)].map { name, state in (name, issues.count { $0.state == state }) }
  }

  private static func severities(_ issues: [LintIssue]) -> JSONValue {
    .object(
      (1...4).compactMap { severity in
        let those = issues.filter { $0.severity == severity }
        return those.isEmpty ? nil : JSONValue.Member(LintIssue.severities[severity], .counts(byState(those)))
      })
  }

  private static func summary(_ issues: [LintIssue]) -> JSONValue {
    guard !issues.isEmpty else { return [:] }
    let members = (1...4).compactMap { severity -> JSONValue.Member? in
      let those = issues.filter { $0.severity == severity }
      guard !those.isEmpty else { return nil }
      return JSONValue.Member(LintIssue.severities[severity], .counts([("rule_count", Set(those.map(\.rule)).count)] + byState(those)))
    }
    return ["convention": .object(members)]
  }
}
