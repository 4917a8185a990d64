import HufuClient
import HufuSigning

extension CodeAnalysis.ScanJob {
  static let parameters = whatToScan + howToScan + Gauge.allCases.map(limit) + whatToReport

  private static let whatToScan = [
    JobParameter(
      "org", required: true,
      help: Bilingual(zh: "团队的 org_sid，即地址栏 /t/ 后面的一段。", en: "The organisation's org_sid: what follows /t/ in the browser.")),
    JobParameter(
      "team", required: true, help: Bilingual(zh: "项目组名，即地址栏 /p/ 后面的一段。", en: "The team's name: what follows /p/ in the browser.")),
    JobParameter(
      "repo", required: true,
      help: Bilingual(
        zh: "代码库的地址（https、ssh、带不带 .git 都行）或编号。", en: "The repository: its address, https or ssh, with .git or without, or its number.")),
    JobParameter("branch", help: Bilingual(zh: "分支；没有分析项目时会新建。", en: "The branch; an analysis project is made where there is none.")),
    JobParameter(
      "scheme",
      help: Bilingual(zh: "扫描方案的名称或编号；代码库只有一个方案时可以不写。", en: "The scheme, by name or number; not needed where there is one only.")),
    JobParameter(
      "template",
      help: Bilingual(
        zh: "团队的扫描方案模板，名称或编号；首次使用时由它复制出方案。与 scheme 二选一。",
        en: "A template of the organisation, by name or number, from which a scheme is made the first time; instead of scheme.")),
    JobParameter("path", default: "/", help: Bilingual(zh: "扫描的目录，默认整个代码库。", en: "The folder to scan; the whole repository unless given.")),
    JobParameter(
      "project", .int, range: ParameterRange(lower: 1),
      help: Bilingual(zh: "分析项目的编号；代替 branch 和 scheme。", en: "The analysis project's number, instead of branch and scheme.")),
  ]

  private static let howToScan = [
    JobParameter(
      "incremental", .bool, default: "true",
      help: Bilingual(
        zh: "增量扫描；false 为全量。增量扫描没有新提交时什么也不扫。", en: "Scan what changed; false scans all. Without new commits nothing is scanned.")),
    JobParameter(
      "force", .bool, default: "false", form: .option,
      help: Bilingual(zh: "项目正在扫描时也另起一次；默认改为等待正在进行的那次。", en: "Start a scan although one is running; else that one is joined.")),
    JobParameter(
      "noCreate", .bool, default: "false", form: .option,
      help: Bilingual(
        zh: "分支和方案还没有分析项目时报错，不新建：写错的分支名就不会变成新项目。",
        en: "Refuse a branch and scheme that have no analysis project, instead of making one: a misspelt branch then makes nothing.")),
    JobParameter(
      "requireScan", .bool, default: "false", form: .option,
      help: Bilingual(
        zh: "没有可扫的新提交时算无定论，而不是通过：重跑一次失败过的提交，不会因为什么也没扫而变绿。",
        en: "Without new commits to scan it is inconclusive, not passed: scanning a commit again that failed turns nothing green.")),
    JobParameter(
      "source",
      help: Bilingual(zh: "记录的启动渠道（created_from），例如 jenkins。", en: "What set it off, for the records (created_from): jenkins, say.")),
  ]

  private static func limit(_ gauge: Gauge) -> JobParameter {
    let help =
      gauge == .duplication
      ? Bilingual(zh: "代码重复率的上限，5% 或 5。", en: "The most that may be duplicated: 5% or 5.")
      : Bilingual(zh: "\(gauge.title.zh)的上限。", en: "The limit for: \(gauge.title.en.lowercased()).")
    guard Gauge.usual[gauge] != nil else { return JobParameter(gauge.rawValue, help: help) }
    return JobParameter(
      gauge.rawValue,
      help: Bilingual(
        zh: "\(help.zh)一个上限都不写时，新增致命问题和错误都必须为 0。",
        en: "\(help.en) With no limit given at all, there may be no new fatal issue and no new error."))
  }

  private static let whatToReport = [
    JobParameter(
      "issues", allowed: IssueChoice.allCases.map(\.rawValue), default: IssueChoice.new.rawValue, form: .option,
      help: Bilingual(
        zh: "报告里列出哪些问题：new 这次扫描新增的；all 全部未处理的；none 不列。", en: "Which issues are listed: new, this scan's own; all that are active; none.")),
    JobParameter(
      "maxIssues", .int, range: ParameterRange(lower: 1, upper: 100_000), default: "500", form: .option,
      help: Bilingual(zh: "最多列出多少个，严重的在前。", en: "How many are listed at most, the worst first.")),
    JobParameter(
      "issueLines", .int, range: ParameterRange(lower: 0, upper: 100_000), default: "200", form: .option,
      help: Bilingual(zh: "最多为多少个问题查询行号；每个问题是一次请求。", en: "For how many of them the line is asked for; each is a request of its own.")),
  ]

  /// Which issues a report lists.
  enum IssueChoice: String, Sendable, CaseIterable {
    case new, all, none
  }

  /// What the arguments name. A profile's defaults give way to what was given: their project belongs to their repository and branch.
  static func target(_ arguments: JobArguments) throws -> Target {
    let given = arguments.given
    let named = ["branch", "scheme", "template", "path"].filter(given.contains)
    if given.contains("project"), let other = named.first {
      throw UsageError(
        zh: "project 已经确定了分支和方案，不能再给 \(other)。", en: "project says branch and scheme already; \(other) cannot be given with it.",
        remedy: Bilingual(zh: "去掉其中一个。", en: "Leave one of them out."))
    }
    if given.contains("scheme"), given.contains("template") {
      throw UsageError(
        zh: "scheme 和 template 只能给一个。", en: "Give scheme or template, not both.",
        remedy: Bilingual(zh: "去掉其中一个。", en: "Leave one of them out."))
    }
    if given.contains("project") || named.isEmpty && !given.contains("repo"), let project = arguments.int("project") {
      return .project(Int64(project))
    }
    if !given.contains("scheme"), let template = arguments.text("template") { return .template(template, branch: arguments.text("branch")) }
    return .branch(arguments.text("branch"), scheme: arguments.text("scheme"))
  }
}
