import HufuSigning

extension CodeAnalysisSandbox {
  /// The views of the analysis server: what the scans of a project have left.
  func results(_ asked: Asked) throws(Refusal) -> Served {
    let project = try project(asked)
    let ledger = world.ledger(project, at: asked.now)
    switch asked.operation {
    case "overview.get": return .data(overview(project, ledger))
    case "overview.latest": return try latestScan(asked, project, ledger)
    case "lintscans.list": return .list(switches(of: project).lint ? lintRows(asked, project, ledger) : [])
    case "cycscans.list": return .list(switches(of: project).complexity ? histories(asked, ledger).map(\.1.complexity) : [])
    case "dupscans.list": return .list(switches(of: project).duplication ? histories(asked, ledger).map(\.1.duplication) : [])
    case "clocscans.list": return .list(switches(of: project).lines ? histories(asked, ledger).map(\.1.lines) : [])
    case "issues.list": return .list(try issues(asked, ledger).map { $0.row(of: project) })
    case "issue.get":
      guard let issue = ledger.issues.first(where: { $0.id == asked.number("issue") }) else { throw asked.desk.unknown }
      // The real wrapper takes `msg` from the data: the envelope's text is the finding's.
      return .data(issue.detail(of: project))
    case "issues.report":
      guard let block = ledger.block() else { throw asked.desk.refusal(404, "找不到指定扫描的报告", because: "never scanned") }
      return .data(block)
    default: return try metrics(asked, project, ledger)
    }
  }

  private func metrics(_ asked: Asked, _ project: Project, _ ledger: LintLedger) throws(Refusal) -> Served {
    guard let scan = ledger.scans.last else { return .list([]) }
    let file = asked.query("file_path") ?? ""
    switch asked.operation {
    case "ccfiles.list":
      return .list(ComplexFunction.files(of: project, scan).filter { $0["file_path"]?.text?.contains(file) == true })
    case "ccissues.list":
      let from = try asked.numbers("ccn_gte")?.min() ?? 0, to = try asked.numbers("ccn_lte")?.max() ?? .max
      let found = ComplexFunction.all.filter { $0.complexity >= from && $0.complexity <= to && $0.file.contains(file) }
      return .list(found.map { $0.row(of: project, scan) })
    case "dupfiles.list":
      let from = asked.query("duplicate_rate_gte").flatMap(Double.init) ?? 0
      let to = asked.query("duplicate_rate_lte").flatMap(Double.init) ?? 100
      let found = DuplicateFile.all.filter { $0.rate >= from && $0.rate <= to && $0.path.contains(file) }
      return .list(found.map { $0.row(of: project, scan) })
    case "clocfiles.list":
      let files = LineCount.files.filter { file in asked.query("language").map { $0 == file.language } ?? true }
      return .list(
        files.enumerated().map { index, file in
          let own: JSONValue = [
            "dir_path": .string(file.directory), "file_name": .string(file.name), "business_names": .null, "subscribers": .null,
            "language": .string(file.language), "change_type": .null,
          ]
          return Self.count(index, file.lines, project, scan, own)
        })
    case "cloclangs.list":
      let languages = Set(LineCount.files.map(\.language)).sorted()
      return .list(
        languages.enumerated().map { index, language in
          let files = LineCount.files.filter { $0.language == language }
          let lines = files.dropFirst().reduce(files[0].lines) { $0 + $1.lines }
          return Self.count(index, lines, project, scan, ["name": .string(language), "file_num": .int(files.count)])
        })
    default: throw Refusal(WebPage.notFound, "no view for \(asked.operation)")
    }
  }

  private static func count(_ index: Int, _ lines: LineCount, _ project: Project, _ scan: SandboxJob, _ own: JSONValue) -> JSONValue {
    let head: JSONValue = ["id": .int(index + 1)]
    return head.joined(with: lines.members).joined(with: ["is_latest": true]).joined(with: own)
      .joined(with: ["project": .int(project.id), "scan": .maybe(scan.scan)])
  }

  /// Every scan with results, newest first: the findings as they stood then, and the metrics.
  private func histories(_ asked: Asked, _ ledger: LintLedger) -> [(LintLedger, MetricBlocks)] {
    ledger.scans.enumerated().reversed().filter { _, scan in
      let time = ClockText.iso(scan.created)
      return (asked.query("scan_time_before").map { time <= $0 } ?? true) && (asked.query("scan_time_after").map { time >= $0 } ?? true)
    }.map { place, scan in
      (ledger.upTo(place), MetricBlocks(scan: scan, lastRevision: place > 0 ? ledger.scans[place - 1].revision : nil))
    }
  }

  /// The rows of checks, newest first, among them those of scans that were never counted.
  private func lintRows(_ asked: Asked, _ project: Project, _ ledger: LintLedger) -> [JSONValue] {
    let uncounted = world.jobs(of: project.id, at: asked.now).filter { $0.plot == .uncounted && $0.ending(at: asked.now) != nil }
    let rows = histories(asked, ledger).compactMap { $0.0.block() } + uncounted.map { LintLedger.uncounted($0, project) }
    return rows.sorted { ($0["scan"]?["id"]?.int ?? 0) > ($1["scan"]?["id"]?.int ?? 0) }
  }

  private func switches(of project: Project) -> Switches {
    world.schemes.first { $0.id == project.scheme }?.switches ?? Switches()
  }

  private func metrics(_ ledger: LintLedger) -> MetricBlocks? {
    ledger.scans.last.map { MetricBlocks(scan: $0, lastRevision: ledger.scans.dropLast().last?.revision) }
  }

  private func overview(_ project: Project, _ ledger: LintLedger) -> JSONValue {
    let blocks = blocks(of: project, lint: ledger.block(), metrics(ledger))
    let order = ["lintscan", "cyclomaticcomplexityscan", "duplicatescan", "clocscan"]
    return .object(order.map { JSONValue.Member($0, blocks[$0] ?? .null) })
  }

  /// The four results of a scan, null where there is none.
  private func blocks(of project: Project, lint: JSONValue?, _ metrics: MetricBlocks?) -> JSONValue {
    let switches = switches(of: project)
    func block(_ isOn: Bool, _ block: JSONValue?) -> JSONValue { isOn ? block ?? .null : .null }
    return [
      "lintscan": block(switches.lint, lint), "duplicatescan": block(switches.duplication, metrics?.duplication),
      "cyclomaticcomplexityscan": block(switches.complexity, metrics?.complexity), "clocscan": block(switches.lines, metrics?.lines),
    ]
  }

  /// The newest scan there is, whether it has ended or not (`ProjectLatestScanOverviewApiView`); blocks only where it left results.
  private func latestScan(_ asked: Asked, _ project: Project, _ ledger: LintLedger) throws(Refusal) -> Served {
    let revision = asked.query("scan_revision")
    let newest = world.jobs(of: project.id, at: asked.now).first { $0.scan != nil && (revision == nil || $0.revision == revision) }
    guard let job = newest else {
      throw asked.desk.refusal(404, "项目\(project.id)未启动扫描", because: "never scanned")
    }
    let ending = job.plot == .unsaved ? nil : job.ending(at: asked.now)
    let then = ledger.scans.firstIndex { $0.id == job.id }.map(ledger.upTo)
    let head: JSONValue = [
      "id": .maybe(job.scan), "repo_id": .int(project.repo), "project_id": .int(project.id), "job_gid": .int(job.id),
      "scan_time": .string(ClockText.iso(job.created)), "current_revision": .string(job.revision), "result_code": .maybe(ending?.code),
      "result_code_msg": .maybe(ending?.meaning), "result_msg": .maybe(ending?.text), "url": "",
    ]
    return .data(head.joined(with: blocks(of: project, lint: then?.latest(), then.flatMap(metrics))).joined(with: ["job_archived": .null]))
  }

  private func issues(_ asked: Asked, _ ledger: LintLedger) throws(Refusal) -> [LintIssue] {
    let states = try asked.numbers("state"), severities = try asked.numbers("severity"), resolutions = try asked.numbers("resolution")
    let opened = try asked.numbers("scan_open"), closed = try asked.numbers("scan_fix")
    let found = ledger.issues.filter { issue in
      (states?.contains(issue.state) ?? true) && (severities?.contains(issue.severity) ?? true)
        && (resolutions?.contains(issue.closed == nil ? 0 : 1) ?? true) && (opened?.contains(issue.opened.scan ?? 0) ?? true)
        && (closed?.contains(issue.closed?.scan ?? 0) ?? true) && (asked.query("author").map { $0 == issue.author } ?? true)
        && (asked.query("file_path").map { issue.file.contains($0) } ?? true)
        && (asked.query("checkrule_display_name").map { issue.rule.contains($0) } ?? true)
    }
    // No ORDER BY in the real view: a fixed order, and not that of the ids.
    return found.filter { $0.number % 2 == 0 } + found.filter { $0.number % 2 == 1 }
  }
}
