import HufuClient
import Synchronization

/// One live line per platform: written over on a terminal, a line per step elsewhere.
final class DemoBoard: Sendable {
  private struct State {
    var steps: [String]
    var lines: LiveLines
  }

  private let names: [String]
  private let state: Mutex<State>
  private let shell: Shell
  private let isLive: Bool

  init(_ names: [String], in shell: Shell) {
    self.names = names
    self.shell = shell
    isLive = shell.errors.isLive(shell.environment)
    state = Mutex(State(steps: names.map { _ in "…" }, lines: LiveLines(on: shell.errors)))
    state.withLock { draw(&$0) }
  }

  func tell(_ step: String, row: Int) {
    state.withLock { state in
      state.steps[row] = step
      draw(&state)
    }
    if !isLive { shell.say(line(names[row], step)) }
  }

  func lastStep(of row: Int) -> String { state.withLock { $0.steps[row] } }

  func close() { if isLive { shell.errors.write(Array("\n".utf8)) } }

  private func draw(_ state: inout State) {
    guard isLive else { return }
    state.lines.show(zip(names, state.steps).map(line))
  }

  private func line(_ name: String, _ step: String) -> String {
    name.padded(to: (names.map(\.columns).max() ?? 0) + 2) + shell.redactor.clean(step).oneLine
  }
}
