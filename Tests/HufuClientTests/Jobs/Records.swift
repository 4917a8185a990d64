import HufuClient
import HufuSigning

/// Records for tests of reports and gates.
enum Records {
  static let began = Timestamp(1_700_000_000_000)

  static func record(
    _ verdict: Verdict, label: String = "ms plan", cases: [CaseResult] = [], issues: [CodeIssue] = [], measures: [Measure] = [],
    steps: [RunStep] = [], artifacts: [Artifact] = [], reasons: [Bilingual] = [], link: ReportLink? = nil
  ) -> RunRecord {
    let report = RunReport(
      verdict, title: "夜间回归 <1>", link: link, started: began, ended: began + .seconds(61), measures: measures, cases: cases,
      issues: issues, steps: steps, artifacts: artifacts, reasons: reasons, warnings: [Bilingual(zh: "没有链接", en: "no link")])
    let outcome = RunOutcome(.verdict(verdict), run: StartedRun("r-1"), report: report, reasons: reasons, elapsed: .milliseconds(61_250))
    return RunRecord(label: label, profile: "ms", platform: "metersphere", job: "plan", began: began, outcome: outcome)
  }

  static func error(_ error: any ExplainedError, run: StartedRun? = nil) -> RunRecord {
    RunRecord(
      label: "ms plan", profile: "ms", platform: "metersphere", job: "plan", began: began,
      outcome: RunOutcome(.error(error), run: run, elapsed: .seconds(2)))
  }

  static let detached = RunRecord(
    label: "rpa job", profile: "rpa", platform: "isrpa", job: "job", began: began, outcome: RunOutcome(.detached, run: StartedRun("J1")))

  /// A count that should be 0.
  static func count(_ name: String, _ value: Double) -> Measure { Measure(name, Bilingual(zh: name, en: name), value, limit: 0) }

  static let passed = CaseResult(id: "c1", name: "登录", group: "api", .passed, duration: .milliseconds(120))
  static let failed = CaseResult(id: "c2", name: "支付 & \"退款\"", group: "scenario", .failed, message: "期望 200\n得到 <500>\u{1B}")
  static let broken = CaseResult(id: "c3", name: "压测", group: "load", .error)
  static let skipped = CaseResult(id: "c4", name: "未执行", group: "api", .skipped)
  static let artifact = Artifact(path: "out/打 包.tgz", size: 12, md5: "d41d8cd98f00b204e9800998ecf8427e") { throw APIError.forbidden }
  static let issue = CodeIssue(
    id: "7", rule: "no-eval", level: .error, message: "eval | 危险", file: "src/主 页.js", line: 12, column: 3, author: "li", tool: "eslint")
  static let limits = [
    Measure("newFatal", Bilingual(zh: "新增致命问题", en: "new fatal issues"), 3, limit: 0),
    Measure("duplication", Bilingual(zh: "重复率", en: "duplication"), 4.5, limit: 5, unit: "%"),
    Measure("complexity", Bilingual(zh: "超标函数", en: "complex functions"), nil, limit: 10),
    Measure("passRate", Bilingual(zh: "通过率", en: "pass rate"), 99.5, unit: "%"),
  ]
}
