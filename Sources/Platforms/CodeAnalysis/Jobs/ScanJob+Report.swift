import HufuClient
import HufuSigning

extension CodeAnalysis.ScanJob {
  mutating func report(_ verdict: Verdict) async throws -> RunReport {
    let job = if let record { record } else { try await client.job(place) }
    var report = RunReport(
      verdict, title: title(job), link: ReportLink(place.page(at: client.connection.endpoint)), started: job.started ?? job.created,
      ended: job.ended, steps: job.tasks)
    if let last = replaced.last {
      report.warnings.append(
        Bilingual(
          zh: "任务 \(last) 被任务 \(job.id) 取代；判定的是后者的数字。", en: "Job \(last) was replaced by job \(job.id), whose numbers are judged."))
    }
    guard verdict == .passed else {
      report.reasons = [reason(verdict, job)]
      return report
    }
    try await judge(job, into: &report)
    try await list(job, into: &report)
    return report
  }

  private func title(_ job: JobRecord) -> String {
    let repository = job.address?.split(separator: "/").last.map(String.init) ?? "repo \(place.repo ?? 0)"
    return [repository, job.branch, scheme?.name].compactMap(\.self).joined(separator: " · ")
  }

  private func reason(_ verdict: Verdict, _ job: JobRecord) -> Bilingual {
    guard let result = job.result else {
      return Bilingual(zh: "任务已关闭，但没有结果码。", en: "The job is closed and has no result code.")
    }
    if result.successor != nil {
      let chain = (replaced + [job.id]).map(String.init).joined(separator: " → ")
      return Bilingual(
        zh: "任务一个取代一个，跟了 \(replaced.count) 次仍没有结果：\(chain)。",
        en: "One job replaced another, \(replaced.count) times, and none had a result: \(chain).")
    }
    return result.reason
  }

  /// Holds the scan's own numbers to the limits.
  private func judge(_ job: JobRecord, into report: inout RunReport) async throws {
    var numbers: ScanNumbers?
    if let scan = job.scan { numbers = try await client.numbers(ofScan: scan, in: place) }
    if job.result?.isIdle == true {
      // What was left undone because there was nothing to do has not failed.
      report.steps = job.tasks.map { step in
        var step = step
        if step.state != .passed { step.state = .skipped }
        return step
      }
      numbers = (numbers ?? ScanNumbers(lint: nil, duplication: nil, complexity: nil)).withNothingNew
      report.warnings.append(
        Bilingual(
          zh: "没有新提交，什么也没有扫：没有新增问题，不等于上次扫描发现的已经改好。要全量扫描，用 incremental=false。",
          en: "Without new commits nothing was scanned: that nothing is new does not mean that what was found before is mended. "
            + "incremental=false scans all."))
    }
    guard let numbers else {
      report.measures = limits.measures(nil)
      report.verdict = .inconclusive
      report.reasons = [missing(job)]
      return
    }
    let waived = try await waived(numbers, job)
    report.measures = limits.measures(numbers, without: waived)
    (report.verdict, report.reasons) = limits.judge(report.measures)
    if job.result?.isIdle == true, arguments.bool("requireScan") == true, report.verdict == .passed {
      report.verdict = .inconclusive
      report.reasons = [Bilingual(zh: "没有新提交，什么也没有扫（--require-scan）。", en: "Nothing was scanned for want of new commits (--require-scan).")]
    }
    for analysis in Analysis.allCases where waived.contains(analysis) {
      let title = analysis.title
      report.warnings.append(
        Bilingual(zh: "扫描方案没有启用\(title.zh)，这一项没有判定。", en: "The scheme has \(title.en) switched off; nothing was judged by it."))
    }
  }

  /// What is missing because the scheme leaves it out. A limit somebody asked for is never waived.
  private func waived(_ numbers: ScanNumbers, _ job: JobRecord) async throws -> Set<Analysis> {
    guard !limits.areAsked, let scheme = job.scheme else { return [] }
    let missing = limits.values.keys.filter { $0.value(in: numbers) == nil }
    return try await client.disabled(Set(missing.map(\.analysis)), inScheme: scheme, of: place)
  }

  private func missing(_ job: JobRecord) -> Bilingual {
    guard let scan = job.scan else {
      return Bilingual(
        zh: "任务 \(job.id) 成功结束，但没有扫描编号，没有可以判定的数字。", en: "Job \(job.id) passed but has no scan, so there are no numbers to judge.")
    }
    return Bilingual(
      zh: "任务 \(job.id) 成功结束，但读不到扫描 \(scan) 自己的数字（最近的扫描是另一次，或结果还没有入库）；别的扫描的数字不算。",
      en:
        "Job \(job.id) passed, but the numbers of its own scan \(scan) are not to be had: the last scan is another, or the results are not "
        + "saved. Those of another scan do not count.")
  }

  /// Lists issues; the verdict stands without them.
  private func list(_ job: JobRecord, into report: inout RunReport) async throws {
    let choice = arguments.text("issues").flatMap(IssueChoice.init) ?? .new
    guard choice != .none, choice == .all || job.scan != nil else { return }
    let count = arguments.int("maxIssues") ?? 500, lines = arguments.int("issueLines") ?? 200
    do {
      let found = try await client.issues(openedBy: choice == .new ? job.scan : nil, in: place, atMost: count, lines: lines)
      report.issues = found.issues
      warn(of: found, into: &report)
    } catch let error as APIError {
      report.warnings.append(
        Bilingual(zh: "没有读到问题列表：\(error.message.zh)", en: "The issues could not be listed: \(error.message.en)"))
    }
  }

  private func warn(of found: IssueList, into report: inout RunReport) {
    if found.issues.count < found.total {
      report.warnings.append(
        Bilingual(
          zh: "共 \(found.total) 个问题，只列出 \(found.issues.count) 个；上限见 --max-issues。",
          en: "\(found.issues.count) of \(found.total) issues are listed; --max-issues sets the limit."))
    }
    guard found.unplaced > 0 else { return }
    if let trouble = found.trouble {
      report.warnings.append(
        Bilingual(
          zh: "\(found.unplaced) 个问题没有行号，查询失败：\(trouble.message.zh)",
          en: "\(found.unplaced) issues have no line, because asking failed: \(trouble.message.en)"))
    } else {
      report.warnings.append(
        Bilingual(
          zh: "\(found.unplaced) 个问题没有行号：服务器逐个查询才给，上限见 --issue-lines。",
          en: "\(found.unplaced) issues have no line: the server tells it one by one; --issue-lines sets how many are asked for."))
    }
  }
}
