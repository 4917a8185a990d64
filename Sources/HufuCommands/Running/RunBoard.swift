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
  }

  private let state: Mutex<State>
  private let shell: Shell
  private let hasSeveral: Bool
  private let labelWidth: Int
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  init(_ labels: [String], in shell: Shell) {
    self.shell = shell
    hasSeveral = labels.count > 1
    labelWidth = labels.map(\.columns).max() ?? 0
    state = Mutex(State(rows: labels.map { RunRow($0, shell.redactor) }, lines: LiveLines(on: shell.errors)))
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
    case .started(let run):
      let place = run.link.map { " " + $0 } ?? ""
      above.append(shell.text("已启动 \(run.id)\(place)", "started \(run.id)\(place)").oneLine)
      if let note = run.note { above.append(note[shell.language].oneLine) }
    case .status(let status, _): above = status.log.compactMap(Self.text)
    case .lost(let error): above.append(error.message[shell.language].oneLine)
    case .preparing, .trouble, .stopping, .reporting: break
    }
    change(label, above: above) { $0.take(event, at: shell.timing.now()) }
  }

  func ended(_ record: RunRecord) {
    change(record.label, above: (record.outcome.report?.log ?? []).compactMap(Self.text)) { $0.end(record) }
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
    let prefix = hasSeveral ? Paint.dim(label.oneLine + " │ ", true) : ""
    draw(above: above.map { shell.redactor.clean(prefix + $0) })
  }

  private func draw(above: [String] = []) {
    let now = shell.timing.now()
    state.withLock { state in
      guard !state.isClosed else { return }
      var lines: [String] = []
      for row in state.rows {
        lines.append(row.line(at: now, labels: labelWidth, width: shell.errors.width - 1, in: shell.language))
        if !hasSeveral { lines += row.steps(in: shell.language) }
      }
      state.lines.show(lines, above: above)
    }
  }

  /// One line of a log. What it is made of may come from anywhere, so no more than colours is let through.
  private static func text(of line: LogLine) -> String? {
    let text = TerminalText.coloured(line.text)
    return switch line.kind {
    case .groupEnd: nil
    case .group: Paint.bold("▼ " + text, true)
    case .warning: Paint.yellow(text, true)
    case .error: Paint.red(text, true)
    case .debug: Paint.dim(text, true)
    case .plain: text
    }
  }
}
