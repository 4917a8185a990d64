public import HufuSigning

/// Records as Markdown, for a pull request's comment or a CI summary page.
public struct MarkdownReport: Sendable {
  public var records: [RunRecord]
  public var language: Language
  /// How many failing cases, findings and steps of a run are listed; the rest is counted.
  public var limit = 50

  public init(_ records: [RunRecord], in language: Language) {
    self.records = records
    self.language = language
  }

  public var text: String {
    let isChinese = language == .zh
    let headings = isChinese ? ["任务", "结论", "用时", "链接"] : ["job", "verdict", "time", "link"]
    var lines = ["| | " + headings.joined(separator: " | ") + " |", "|---|---|---|---|---|"]
    for record in records {
      let link =
        (record.outcome.report?.link?.address ?? record.outcome.run?.link).map { "[\(isChinese ? "打开" : "open")](\(Self.url($0)))" } ?? ""
      let time = record.outcome.elapsed.briefText
      lines.append("| \(Self.sign(record)) | \(Self.inline(record.label)) | \(record.text[language]) | \(time) | \(link) |")
    }
    for record in records { lines += details(record) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func sign(_ record: RunRecord) -> String {
    switch record.exitCode {
    case .ok: record.outcome.hasProof ? "✅" : "⏭️"
    case .failed: "❌"
    case .running, .interrupted: "⏳"
    default: "⚠️"
    }
  }

  private func details(_ record: RunRecord) -> [String] {
    let report = record.outcome.report
    var lines: [String] = ["", "### " + Self.inline(record.label + (report.map { " · " + $0.title } ?? "")), ""]
    lines += record.explanations.map { "- " + Self.inline($0[language]) }
    lines += (report?.warnings ?? []).map { "- ⚠️ " + Self.inline($0[language]) }
    if let link = report?.link, let expires = link.expires {
      lines.append(language == .zh ? "- 链接有效到 \(expires.iso8601)" : "- the link is good until \(expires.iso8601)")
    }
    if let command = record.resumeCommand { lines.append("- `\(command)`") }
    lines += measures(report?.measures ?? [])
    lines += list(language == .zh ? "未通过的用例" : "cases that did not pass", report?.failures ?? []) { entry in
      "\(entry.group): \(entry.name)" + (entry.message.map { " — " + $0 } ?? "")
    }
    lines += list(language == .zh ? "未通过的步骤" : "steps that did not pass", report?.brokenSteps ?? []) { step in
      ([step.name] + [step.code, step.message].compactMap { $0 }).joined(separator: " — ")
    }
    lines += list(language == .zh ? "代码问题" : "findings", report?.issues ?? []) { issue in
      let place = issue.file + (issue.line.map { ":\($0)" } ?? "")
      return "\(issue.level.rawValue) \(place) [\(issue.rule)] \(issue.message)"
    }
    lines += list(language == .zh ? "文件" : "files", report?.artifacts ?? []) { artifact in
      artifact.path + (artifact.size.map { "  \($0) B" } ?? "")
    }
    return lines
  }

  private func measures(_ measures: [Measure]) -> [String] {
    guard !measures.isEmpty else { return [] }
    let headings = language == .zh ? ["指标", "值", "限"] : ["measure", "value", "limit"]
    let rows = measures.map { measure in
      let sign = measure.isWithin.map { $0 ? "✅" : "❌" } ?? ""
      let bound = measure.bound == .atMost ? "≤ " : "≥ "
      let limit = measure.limit.map { bound + Measure.text($0, unit: measure.unit) } ?? ""
      return "| \(Self.inline(measure.title[language])) | \(Measure.text(measure.value, unit: measure.unit)) | \(limit) | \(sign) |"
    }
    return ["", "| " + headings.joined(separator: " | ") + " | |", "|---|---|---|---|"] + rows
  }

  private func list<Item>(_ title: String, _ items: [Item], _ text: (Item) -> String) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = ["", "**\(title)** (\(items.count))", ""] + items.prefix(limit).map { "- " + Self.inline(text($0)) }
    if items.count > limit { lines.append(language == .zh ? "- …… 另有 \(items.count - limit) 项" : "- … \(items.count - limit) more") }
    return lines
  }

  /// One line in which nothing is markup: what a server said may not draw pictures or mention people.
  static func inline(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": out += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "@", "!", "~", "$", "&": out += "\\" + String(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}": continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func url(_ address: String) -> String {
    address.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "(": out += "%28"
      case ")": out += "%29"
      case "|": out += "%7C"
      case "<", ">", " ", "\u{0}"..."\u{1F}": break
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}
