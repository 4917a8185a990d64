import HufuClient
import HufuSigning
import Synchronization

/// Runs as lines of a log: one for every change and none besides, so that a CI's page stays readable; objects under `--output json`.
final class RunLog: RunDisplay {
  /// How long nothing has to change until that is worth a line.
  private static let silence = Duration.seconds(600)

  private struct Row {
    var line: Bilingual?
    /// For how long nothing had changed when that was last said.
    var silence = Duration.zero
  }

  private let rows = Mutex<[String: Row]>([:])
  private let hasSeveral: Bool
  private let shell: Shell

  init(_ labels: [String], in shell: Shell) {
    hasSeveral = labels.count > 1
    self.shell = shell
  }

  func show(_ event: RunEvent, of label: String) {
    switch event {
    case .preparing: tell("preparing", Bilingual(zh: "核对参数", en: "checking what is to be run"), of: label)
    case .started(let run): began(run, label, "started", Bilingual(zh: "已启动", en: "started"))
    case .takenUp(let run): began(run, label, "takenUp", Bilingual(zh: "接续", en: "taken up:"))
    case .lost(let error):
      tell(
        "lost", Bilingual(zh: "启动请求没有得到回答，正在查找：\(error.message.zh)", en: "the start was not answered; looking for it: \(error.message.en)"),
        of: label)
    case .status(let status, let progress): self.status(status, progress, label)
    case .trouble(let error, let count) where count & (count - 1) == 0:
      let times = count > 1 ? Bilingual(zh: "（连续第 \(count) 次）", en: " (\(count) times in a row)") : .empty
      tell(
        "trouble",
        Bilingual(zh: "没有得到回答\(times.zh)，稍后再问：\(error.message.zh)", en: "not answered\(times.en), asked again: \(error.message.en)"),
        of: label)
    case .trouble: break
    case .stopping: tell("stopping", Bilingual(zh: "请求平台停止运行", en: "asking the platform to stop it"), of: label)
    case .reporting: tell("reporting", Bilingual(zh: "读取结果", en: "reading the result"), of: label)
    }
  }

  func ended(_ record: RunRecord) {
    for line in record.outcome.report?.log ?? [] { log(line, record.label) }
    guard hasSeveral || shell.speaksJSON else { return }
    tell("ended", record.text, of: record.label)
  }

  func close() {}

  private func began(_ run: StartedRun, _ label: String, _ event: String, _ how: Bilingual) {
    let place = run.link.map { " " + $0 } ?? ""
    tell(event, Bilingual(zh: "\(how.zh) \(run.id)\(place)", en: "\(how.en) \(run.id)\(place)"), of: label, ["run": .string(run.id)])
    if let note = run.note { tell("note", note, of: label) }
  }

  private func status(_ status: RunStatus, _ progress: RunProgress, _ label: String) {
    for line in status.log { log(line, label) }
    let line = RunText.line(status)
    let isNew = rows.withLock { rows in
      var row = rows[label] ?? Row()
      defer { rows[label] = row }
      if row.line == line { return false }
      row = Row(line: line)
      return true
    }
    guard isNew else { return tellSilence(progress, label) }
    let time = progress.elapsed.briefText
    var text = Bilingual(zh: "[\(time)] \(line.zh)", en: "[\(time)] \(line.en)")
    if !status.phase.isEnd, let forecast = RunText.forecast(progress) {
      text = Bilingual(zh: "\(text.zh)（\(forecast.zh)）", en: "\(text.en) (\(forecast.en))")
    }
    tell(
      "status", text, of: label,
      [
        "phase": .string(RunText.name(status.phase)), "done": status.done.map { .int($0) } ?? .null,
        "total": status.total.map { .int($0) } ?? .null, "elapsedSeconds": .int(progress.elapsed.wholeMilliseconds / 1000),
        "expectedSeconds": progress.expected.map { .int($0.wholeMilliseconds / 1000) } ?? .null,
      ])
  }

  /// "Six hours in: is it alive?" A line now and then says how long nothing has happened.
  private func tellSilence(_ progress: RunProgress, _ label: String) {
    let isDue = rows.withLock { rows in
      guard progress.unchanged >= (rows[label]?.silence ?? .zero) + Self.silence else { return false }
      rows[label]?.silence = progress.unchanged
      return true
    }
    guard isDue else { return }
    let (time, left) = (progress.unchanged.briefText, progress.left.briefText)
    tell(
      "unchanged", Bilingual(zh: "\(time) 没有变化；最多再等 \(left)", en: "no change for \(time); \(left) left to wait"), of: label,
      ["unchangedSeconds": .int(progress.unchanged.wholeMilliseconds / 1000)])
  }

  private func log(_ line: LogLine, _ label: String) {
    guard !shell.speaksJSON else {
      return shell.say(
        object: [
          "event": "log", "label": .string(label), "step": line.step.map(JSONValue.string) ?? .null, "kind": .string(line.kind.name),
          "text": .string(line.plainText),
        ])
    }
    guard line.kind != .groupEnd else { return }
    shell.say(prefix(label) + (line.step.map { $0.oneLine + " │ " } ?? "") + mark(line.kind) + line.plainText)
  }

  /// What colours say on a terminal.
  private func mark(_ kind: LogLine.Kind) -> String {
    switch kind {
    case .group: "▼ "
    case .warning: shell.text("警告：", "warning: ")
    case .error: shell.text("错误：", "error: ")
    case .plain, .debug, .groupEnd: ""
    }
  }

  private func tell(_ event: String, _ text: Bilingual, of label: String, _ facts: [JSONValue.Member] = []) {
    guard shell.speaksJSON else { return shell.say(prefix(label) + text[shell.language]) }
    shell.say(
      object: .object(
        [.init("event", .string(event)), .init("label", .string(label)), .init("message", .string(text[shell.language]))] + facts))
  }

  private func tell(_ event: String, _ text: Bilingual, of label: String, _ facts: JSONValue) {
    tell(event, text, of: label, facts.members ?? [])
  }

  private func prefix(_ label: String) -> String { hasSeveral ? label + ": " : "" }
}

extension LogLine {
  /// The text without its colours.
  var plainText: String { text.replacing(#/\u{1B}\[[0-9;:]*m/#, with: "") }
}

extension LogLine.Kind {
  /// For programs.
  var name: String {
    switch self {
    case .plain: "plain"
    case .warning: "warning"
    case .error: "error"
    case .debug: "debug"
    case .group: "group"
    case .groupEnd: "groupEnd"
    }
  }
}
