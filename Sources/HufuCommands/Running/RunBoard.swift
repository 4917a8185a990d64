import HufuClient
import HufuSigning
import Synchronization

/// Runs on a terminal: a row for each at the foot, its steps below, and what it logs scrolling by above.
///
/// Drawn anew at every event and every second, so that the time seen is the time.
final class RunBoard: RunDisplay {
  private struct Row {
    var label: String
    var phase: Bilingual
    var status: RunStatus?
    var progress: RunProgress?
    /// When the progress was told.
    var told: Timestamp?
    /// A passing remark: a question that went unanswered.
    var remark: Bilingual?
    var record: RunRecord?
  }

  private struct State {
    var rows: [Row]
    var lines: LiveLines
    var isClosed = false
  }

  /// How many steps of a run are shown; the rest is counted.
  private static let stepLimit = 8

  private let state: Mutex<State>
  private let shell: Shell
  private let hasSeveral: Bool
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  init(_ labels: [String], in shell: Shell) {
    self.shell = shell
    hasSeveral = labels.count > 1
    let waiting = Bilingual(zh: "等待", en: "waiting")
    state = Mutex(State(rows: labels.map { Row(label: $0, phase: waiting) }, lines: LiveLines(on: shell.errors)))
    draw()
    let task = Task { [weak self] in
      while true {
        guard (try? await shell.timing.sleep(.seconds(1))) != nil, let self else { return }
        draw()
      }
    }
    ticker.withLock { $0 = task }
  }

  func show(_ event: RunEvent, of label: String) {
    var above: [String] = []
    state.withLock { state in
      guard let index = state.rows.firstIndex(where: { $0.label == label }) else { return }
      Self.take(event, into: &state.rows[index], at: shell.timing.now())
    }
    switch event {
    case .started(let run):
      let place = run.link.map { " " + $0 } ?? ""
      above.append(prefix(label) + shell.text("已启动 \(run.id)\(place)", "started \(run.id)\(place)"))
      if let note = run.note { above.append(prefix(label) + note[shell.language]) }
    case .status(let status, _): above += status.log.compactMap { text(of: $0, label) }
    case .lost(let error): above.append(prefix(label) + error.message[shell.language])
    case .preparing, .trouble, .stopping, .reporting: break
    }
    draw(above: above.map { shell.redactor.clean($0) })
  }

  func ended(_ record: RunRecord) {
    state.withLock { state in
      guard let index = state.rows.firstIndex(where: { $0.label == record.label }) else { return }
      state.rows[index].record = record
      state.rows[index].remark = nil
      state.rows[index].phase = MarkdownReport.word(record)
    }
    draw()
  }

  func close() {
    ticker.withLock { $0?.cancel() }
    state.withLock { state in
      state.isClosed = true
      // What is said in the end says it all; of several runs the rows stay.
      if hasSeveral { state.lines.keep() } else { state.lines.show([]) }
    }
  }

  private static func take(_ event: RunEvent, into row: inout Row, at now: Timestamp) {
    row.remark = nil
    switch event {
    case .preparing: row.phase = Bilingual(zh: "核对参数", en: "checking")
    case .started: row.phase = Bilingual(zh: "已启动", en: "started")
    case .lost: row.phase = Bilingual(zh: "查找运行", en: "looking for it")
    case .status(var status, let progress):
      row.phase = RunText.word(status.phase)
      status.log = []
      (row.status, row.progress, row.told) = (status, progress, now)
    case .trouble(let error, let count):
      row.remark = Bilingual(zh: "第 \(count) 次没有回答：\(error.message.zh)", en: "not answered (\(count)): \(error.message.en)")
    case .stopping: row.phase = Bilingual(zh: "正在停止", en: "stopping")
    case .reporting: row.phase = Bilingual(zh: "读取结果", en: "reading result")
    }
  }

  private func draw(above: [String] = []) {
    let now = shell.timing.now()
    state.withLock { state in
      guard !state.isClosed else { return }
      var lines: [String] = []
      for row in state.rows { lines += self.lines(of: row, now) }
      state.lines.show(lines, above: above)
    }
  }

  // MARK: Rows

  private func lines(of row: Row, _ now: Timestamp) -> [String] {
    [line(of: row, now)] + (hasSeveral ? [] : steps(of: row))
  }

  /// `▸ ms plan 夜间回归   运行中  ███████░░░ 28/40  3m 20s  还要约 2m  编译`
  private func line(of row: Row, _ now: Timestamp) -> String {
    let width = shell.errors.width - 1
    let label = shown(row.label)
    var cells = [
      sign(of: row), label.fitted(to: min(label.columns, max(12, width / 3))), shown(row.phase[shell.language]).fitted(to: 10),
    ]
    if row.record == nil, let bar = bar(row.status) { cells.append(bar) }
    if let elapsed = row.record?.outcome.elapsed ?? elapsed(row, now) { cells.append(Paint.dim(elapsed.briefText.padded(to: 6), true)) }
    if row.record == nil, let progress = row.progress {
      var progress = progress
      progress.elapsed = elapsed(row, now) ?? progress.elapsed
      if let forecast = RunText.forecast(progress) { cells.append(Paint.dim(forecast[shell.language], true)) }
    }
    if let remark = row.remark {
      cells.append(Paint.yellow(shown(remark[shell.language]), true))
    } else if row.record == nil, let text = row.status?.text[shell.language], !text.isEmpty {
      cells.append(shown(text))
    }
    return cells.joined(separator: "  ").cut(to: width)
  }

  private func elapsed(_ row: Row, _ now: Timestamp) -> Duration? {
    guard let progress = row.progress, let told = row.told else { return nil }
    return progress.elapsed + (now - told)
  }

  private func sign(of row: Row) -> String {
    guard let record = row.record else { return Paint.cyan(row.progress == nil ? "·" : "▸", true) }
    return RunSummary.sign(record, isColoured: true)
  }

  /// `██████░░░░ 12/20`
  private func bar(_ status: RunStatus?) -> String? {
    guard let status, let parts = RunText.parts(of: status) else { return nil }
    guard let done = status.done, let total = status.total, total > 0 else { return parts }
    let filled = min(10, max(0, done * 10 / total))
    return Paint.cyan(String(repeating: "█", count: filled), true) + Paint.dim(String(repeating: "░", count: 10 - filled), true) + " "
      + parts
  }

  /// Those at work and those that failed before those that are done or wait.
  private func steps(of row: Row) -> [String] {
    guard row.record == nil, let steps = row.status?.steps, !steps.isEmpty else { return [] }
    let weight: (RunStep) -> Int = { step in
      switch step.state {
      case .failed, .stopped: 0
      case .running: 1
      case .passed: 2
      case .skipped, .waiting: 3
      }
    }
    let chosen = Set(steps.indices.sorted { (weight(steps[$0]), -$0) < (weight(steps[$1]), -$1) }.prefix(Self.stepLimit))
    var lines = steps.indices.filter(chosen.contains).map { line(of: steps[$0]) }
    if steps.count > chosen.count {
      let rest = steps.count - chosen.count
      lines.append(Paint.dim("    " + shell.text("… 另有 \(rest) 步", "… \(rest) more"), true))
    }
    return lines
  }

  private func line(of step: RunStep) -> String {
    let sign =
      switch step.state {
      case .waiting, .skipped: Paint.dim("·", true)
      case .running: Paint.cyan("▸", true)
      case .passed: Paint.green("✓", true)
      case .failed: Paint.red("✗", true)
      case .stopped: Paint.yellow("■", true)
      }
    let time = step.elapsed.map { "  " + Paint.dim($0.briefText, true) } ?? ""
    let message = [step.code, step.message].compactMap { $0 }.joined(separator: " ")
    return "    " + sign + " " + shown(step.name).fitted(to: 40) + time + (message.isEmpty ? "" : "  " + shown(message))
  }

  private func text(of line: LogLine, _ label: String) -> String? {
    switch line.kind {
    case .groupEnd: nil
    case .group: prefix(label) + Paint.bold("▼ " + line.text, true)
    case .warning: prefix(label) + Paint.yellow(line.text, true)
    case .error: prefix(label) + Paint.red(line.text, true)
    case .debug: prefix(label) + Paint.dim(line.text, true)
    case .plain: prefix(label) + line.text + (line.text.contains("\u{1B}") ? Paint.end : "")
    }
  }

  /// Cleaned before it is cut to fit: of a secret cut in two nobody knows the halves.
  private func shown(_ text: String) -> String { shell.redactor.clean(text).oneLine }

  private func prefix(_ label: String) -> String { hasSeveral ? Paint.dim(label + " │ ", true) : "" }
}
