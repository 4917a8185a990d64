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
    return lines
  }

  static func sign(_ record: RunRecord, isColoured: Bool) -> String {
    switch record.exitCode {
    case .ok: record.word == "skipped" ? Paint.dim("–", isColoured) : Paint.green("✓", isColoured)
    case .failed: Paint.red("✗", isColoured)
    case .running, .interrupted: Paint.yellow("…", isColoured)
    default: Paint.yellow("!", isColoured)
    }
  }

  private func title(_ record: RunRecord) -> String {
    let word = MarkdownReport.word(record)[language] + (record.isAllowed ? text("（按策略放行）", " (allowed)") : "")
    let title = record.outcome.report.map { "  " + $0.title } ?? ""
    let time = record.outcome.elapsed > .zero ? "  " + Paint.dim(record.outcome.elapsed.briefText, isColoured) : ""
    return [Self.sign(record, isColoured: isColoured), Paint.bold(word, isColoured), record.label.oneLine].joined(separator: " ")
      + title.oneLine + time
  }

  private func facts(_ record: RunRecord) -> [String] {
    let report = record.outcome.report
    var lines = measures(report?.measures ?? [])
    lines += record.explanations.map { $0[language].oneLine }
    lines += list(text("未通过的用例", "cases that did not pass"), report?.failures ?? []) { entry in
      "\(entry.group): \(entry.name)" + (entry.message.map { " — " + $0 } ?? "")
    }
    let steps = (report?.steps ?? []).filter { $0.state == .failed || $0.state == .stopped }
    lines += list(text("未通过的步骤", "steps that did not pass"), steps) { step in
      ([step.name] + [step.code, step.message].compactMap { $0 }).joined(separator: " — ")
    }
    lines += list(text("代码问题", "findings"), report?.issues ?? []) { issue in
      "\(issue.level.rawValue) \(issue.file)\(issue.line.map { ":\($0)" } ?? "") [\(issue.rule)] \(issue.message)"
    }
    lines += (report?.warnings ?? []).map { Paint.yellow("⚠", isColoured) + " " + $0[language].oneLine }
    if let link = report?.link {
      let life = link.expires.map { text("（有效到 \($0.iso8601)）", " (until \($0.iso8601))") } ?? ""
      lines.append(text("报告：", "report: ") + link.address.oneLine + life)
    }
    if record.outcome.canResume, let run = record.outcome.run {
      lines.append(text("继续等待：", "take it up again: ") + "hufu run \(record.profile) \(record.job) --resume \(run.id.oneLine)")
    }
    return lines
  }

  /// The limits that broke, each on a line; the other numbers on one.
  private func measures(_ measures: [Measure]) -> [String] {
    let broken = measures.filter { $0.isWithin == false }.map { Paint.red("✗", isColoured) + " " + MarkdownReport.sentence($0)[language] }
    let others = measures.filter { $0.isWithin != false }.map { measure in
      measure.title[language] + " " + Measure.text(measure.value, unit: measure.unit)
    }
    return broken + (others.isEmpty ? [] : [others.joined(separator: text("，", ", "))])
  }

  private func list<Item>(_ title: String, _ items: [Item], _ line: (Item) -> String) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = ["\(title) (\(items.count)):"] + items.prefix(Self.limit).map { "  " + Paint.red("✗", isColoured) + " " + line($0).oneLine }
    if items.count > Self.limit { lines.append(text("  … 另有 \(items.count - Self.limit) 项", "  … \(items.count - Self.limit) more")) }
    return lines
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
