import HufuClient
import HufuSigning
import Synchronization

/// Runs on a terminal: a row for each at the foot, its steps below, and what it logs scrolling by above.
///
/// Drawn anew at every event and every second, so that the time seen is the time.
final class RunBoard: RunDisplay {
  private struct State {
    var rows: [RunRow]
    var lines: LiveLines
    var isClosed = false
    /// The review each run was last said to wait for.
    var awaited: [String: Bilingual] = [:]
  }

  private let state: Mutex<State>
  private let shell: Shell
  private let hasSeveral: Bool
  private let labelWidth: Int
  private let isColoured: Bool
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  init(_ labels: [String], in shell: Shell) {
    self.shell = shell
    hasSeveral = labels.count > 1
    labelWidth = labels.map(\.columns).max() ?? 0
    let isColoured = shell.errors.isColoured(shell.environment)
    self.isColoured = isColoured
    state = Mutex(
      State(rows: labels.map { RunRow($0, shell.redactor, isColoured: isColoured) }, lines: LiveLines(on: shell.errors)))
    draw()
    shell.foot.keep { [weak self] lines in self?.draw(above: lines) }
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
    switch event {
    case .started(let run): above = began(run, shell.text("已启动", "started"))
    case .takenUp(let run): above = began(run, shell.text("接续", "taken up:"))
    case .status(let status, _):
      above = status.log.compactMap(text)
      // Who must act is worth a line that stays, however the row goes on.
      if status.phase == .waitingForReview, state.withLock({ $0.awaited.updateValue(status.text, forKey: label) }) != status.text {
        above.append(Paint.yellow(RunText.line(status)[shell.language].oneLine, isColoured))
      }
    case .lost(let error): above.append(error.message[shell.language].oneLine)
    case .preparing, .trouble, .stopping, .reporting: break
    }
    change(label, above: above) { $0.take(event, at: shell.timing.now()) }
  }

  func ended(_ record: RunRecord) {
    change(record.label, above: (record.outcome.report?.log ?? []).compactMap(text)) { $0.end(record) }
  }

  func close() {
    ticker.withLock { $0?.cancel() }
    shell.foot.release()
    state.withLock { state in
      state.isClosed = true
      // What is said in the end says it all; of several runs the rows stay.
      if hasSeveral { state.lines.keep() } else { state.lines.show([]) }
    }
  }

  /// - Parameter above: lines that stay, put over the rows.
  private func change(_ label: String, above: [String], _ body: (inout RunRow) -> Void) {
    state.withLock { state in
      guard let index = state.rows.firstIndex(where: { $0.label == label }) else { return }
      body(&state.rows[index])
    }
    let prefix = hasSeveral ? Paint.dim(label.oneLine + " │ ", isColoured) : ""
    draw(above: above.map { shell.redactor.clean(prefix + $0) })
  }

  private func draw(above: [String] = []) {
    let now = shell.timing.now()
    state.withLock { state in
      guard !state.isClosed else { return }
      let size = shell.errors.size()
      var lines: [String] = []
      for row in shown(state.rows, in: size.rows - 2) {
        lines.append(row.line(at: now, labels: labelWidth, width: size.columns - 1, in: shell.language))
        if !hasSeveral { lines += row.steps(in: shell.language) }
      }
      let hidden = hasSeveral ? state.rows.count - lines.count : 0
      if hidden > 0 { lines.append(Paint.dim(shell.text("… 另有 \(hidden) 个", "… \(hidden) more"), isColoured)) }
      state.lines.show(lines, above: above)
    }
  }

  /// What a screen of so many rows has room for, those at work before those that are over or wait; lines that have left the screen cannot
  /// be written over.
  private func shown(_ rows: [RunRow], in limit: Int) -> [RunRow] {
    guard rows.count > limit else { return rows }
    let chosen = Set(rows.indices.sorted { (rows[$0].rank, $0) < (rows[$1].rank, $1) }.prefix(max(1, limit - 1)))
    return rows.indices.filter(chosen.contains).map { rows[$0] }
  }

  private func began(_ run: StartedRun, _ how: String) -> [String] {
    let place = run.link.map { " " + $0 } ?? ""
    return ["\(how) \(run.id)\(place)".oneLine] + (run.note.map { [$0[shell.language].oneLine] } ?? [])
  }

  /// One line of a log. What it is made of may come from anywhere, so no more than colours is let through.
  private func text(of line: LogLine) -> String? {
    let text = isColoured ? TerminalText.coloured(line.text) : line.plainText.oneLine
    let step = line.step.map { Paint.dim($0.oneLine + " │ ", isColoured) } ?? ""
    return switch line.kind {
    case .groupEnd: nil
    case .group: step + Paint.bold("▼ " + text, isColoured)
    case .warning: step + Paint.yellow(text, isColoured)
    case .error: step + Paint.red(text, isColoured)
    case .debug: step + Paint.dim(text, isColoured)
    case .plain: step + text
    }
  }
}
