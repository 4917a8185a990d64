import HufuClient
import Synchronization

/// One live line per platform: written over on a terminal, a line per step elsewhere.
final class DemoBoard: Sendable {
  private let names: [String]
  private let steps: Mutex<[String]>
  private let shell: Shell
  private let isLive: Bool

  init(_ names: [String], in shell: Shell) {
    self.names = names
    self.shell = shell
    isLive = shell.errors.isColoured(shell.environment)
    steps = Mutex(names.map { _ in "" })
    if isLive { shell.errors.write(Array(names.map { line($0, "…") + "\n" }.joined().utf8)) }
  }

  func tell(_ step: String, row: Int) {
    steps.withLock { steps in
      steps[row] = step
      if isLive {
        let up = names.count - row
        let text = "\u{1B}[\(up)A\r\u{1B}[K" + line(names[row], step) + "\u{1B}[\(up)B\r"
        shell.errors.write(Array(text.utf8))
      } else {
        shell.say(line(names[row], step))
      }
    }
  }

  func lastStep(of row: Int) -> String { steps.withLock { $0[row] } }

  func close() { if isLive { shell.errors.write(Array("\n".utf8)) } }

  private func line(_ name: String, _ step: String) -> String {
    let text = name.padded(to: (names.map(\.columns).max() ?? 0) + 2) + shell.redactor.clean(step).oneLine
    return isLive ? text.cut(to: shell.errors.width - 1) : text
  }
}
