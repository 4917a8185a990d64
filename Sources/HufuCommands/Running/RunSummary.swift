import HufuClient
import HufuSigning

/// How runs ended, for people: the verdict first, then the numbers, what failed, why, and what to do next.
struct RunSummary {
  /// How many failing cases, steps and findings are listed of a run; a report file has them all.
  private static let limit = 10

  let language: Language
  let isColoured: Bool

  init(in language: Language, isColoured: Bool) {
    self.language = language
    self.isColoured = isColoured
  }

  func lines(_ records: [RunRecord]) -> [String] {
    var lines: [String] = []
    for record in records {
      lines.append(title(record))
      lines += facts(record).map { "  " + $0 }
    }
    if records.count > 1 { lines.append(total(records)) }
    return lines
  }

  /// `✗ 总计：3 个任务，1 个通过，1 个失败，1 个未运行（退出码 9）`
  private func total(_ records: [RunRecord]) -> String {
    let words = records.map { $0.text[language] }
    var seen: Set<String> = []
    let counts = words.filter { seen.insert($0).inserted }.map { word in
      let count = words.count { $0 == word }
      return language == .zh ? "\(count) 个\(word)" : "\(count) \(word)"
    }
    let exit = HufuClient.ExitCode.worst(of: records.map(\.exitCode))
    let head = language == .zh ? "总计 \(records.count) 个：" : "\(records.count) runs: "
    let code = exit == .ok ? "" : text("（退出码 \(exit.rawValue)）", " (exit code \(exit.rawValue))")
    return Self.sign(exit, isColoured: isColoured) + " "
      + Paint.bold(head + counts.joined(separator: text("，", ", ")), isColoured) + code
  }

  static func sign(_ record: RunRecord, isColoured: Bool) -> String {
    record.exitCode == .ok && record.word == "skipped" ? Paint.dim("–", isColoured) : sign(record.exitCode, isColoured: isColoured)
  }

  private static func sign(_ exit: HufuClient.ExitCode, isColoured: Bool) -> String {
    switch exit {
    case .ok: Paint.green("✓", isColoured)
    case .failed: Paint.red("✗", isColoured)
    case .running, .interrupted: Paint.yellow("…", isColoured)
    default: Paint.yellow("!", isColoured)
    }
  }

  private func title(_ record: RunRecord) -> String {
    let title = record.outcome.report.map { "  " + $0.title } ?? ""
    let time = record.outcome.elapsed > .zero ? "  " + Paint.dim(record.outcome.elapsed.briefText, isColoured) : ""
    return [Self.sign(record, isColoured: isColoured), Paint.bold(record.text[language], isColoured), record.label.oneLine].joined(
      separator: " ")
      + title.oneLine + time
  }

  private func facts(_ record: RunRecord) -> [String] {
    let report = record.outcome.report
    var lines = measures(report?.measures ?? [], isAllowed: record.exitCode == .ok)
    if let error = record.error { lines.append(ErrorReport(error).line(in: language).oneLine) }
    lines += record.remarks.map { $0[language].oneLine }
    let mark = record.exitCode == .ok ? Paint.dim("–", isColoured) : Paint.red("✗", isColoured)
    lines += list(text("未通过的用例", "cases that did not pass"), mark, report?.failures ?? []) { entry in
      "\(entry.group): \(entry.name)" + (entry.message.map { " — " + $0 } ?? "")
    }
    lines += list(text("未通过的步骤", "steps that did not pass"), mark, report?.brokenSteps ?? []) { step in
      ([step.name] + [step.code, step.message].compactMap { $0 }).joined(separator: " — ")
    }
    lines += list(text("代码问题", "findings"), mark, report?.issues ?? []) { issue in
      "\(issue.level.rawValue) \(issue.file)\(issue.line.map { ":\($0)" } ?? "") [\(issue.rule)] \(issue.message)"
    }
    lines += (report?.warnings ?? []).map { Paint.yellow("⚠", isColoured) + " " + $0[language].oneLine }
    if let link = report?.link {
      let life = link.expires.map { text("（有效到 \($0.iso8601)）", " (until \($0.iso8601))") } ?? ""
      lines.append(text("报告：", "report: ") + link.address.oneLine + life)
    }
    if let command = record.resumeCommand { lines.append(text("继续等待：", "take it up again: ") + command.oneLine) }
    return lines
  }

  /// The limits that broke, each on a line; the other numbers on one.
  private func measures(_ measures: [Measure], isAllowed: Bool) -> [String] {
    let mark = isAllowed ? Paint.dim("–", isColoured) : Paint.red("✗", isColoured)
    let broken = measures.filter { $0.isWithin == false }.map { mark + " " + $0.sentence[language] }
    let others = measures.filter { $0.isWithin != false }.map { measure in
      measure.title[language] + " " + Measure.text(measure.value, unit: measure.unit)
    }
    return broken + (others.isEmpty ? [] : [others.joined(separator: text("，", ", "))])
  }

  private func list<Item>(_ title: String, _ mark: String, _ items: [Item], _ line: (Item) -> String) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = ["\(title) (\(items.count)):"] + items.prefix(Self.limit).map { "  " + mark + " " + line($0).oneLine }
    if items.count > Self.limit { lines.append(text("  … 另有 \(items.count - Self.limit) 项", "  … \(items.count - Self.limit) more")) }
    return lines
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
