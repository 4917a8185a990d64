import HufuClient
import HufuSigning
import Synchronization

/// The runs that were begun and are not over: what somebody who leaves in a hurry should know.
final class RunsUnderWay: Sendable {
  private struct State {
    var wasAnyBegun = false
    /// The commands that take them up again, by label.
    var commands: [(label: String, command: String)] = []
  }

  private let state = Mutex(State())

  func saw(_ event: RunEvent, of label: String, profile: String, job: String) {
    switch event {
    case .started(let run), .takenUp(let run):
      state.withLock { state in
        state.wasAnyBegun = true
        state.commands.removeAll { $0.label == label }
        state.commands.append((label, RunRecord.resumeCommand(profile, job, run)))
      }
    case .lost: state.withLock { $0.wasAnyBegun = true }
    case .preparing, .status, .trouble, .stopping, .reporting: break
    }
  }

  func ended(_ label: String) { state.withLock { $0.commands.removeAll { $0.label == label } } }

  /// What the first Ctrl-C does.
  func notice(stops: Bool) -> Bilingual {
    guard state.withLock({ $0.wasAnyBegun }) else {
      return Bilingual(zh: "已中断：还没有启动任何运行。", en: "Interrupted: nothing was started yet.")
    }
    return stops
      ? Bilingual(
        zh: "已中断：正在请求平台停止运行并等待结束；再按一次立即退出。",
        en: "Interrupted: asking the platform to stop it, and waiting for its end; press again to leave at once.")
      : Bilingual(zh: "已中断：不再等待，远端的运行继续；再按一次立即退出。", en: "Interrupted: looking no further, the run goes on; press again to leave at once.")
  }

  /// What the second leaves behind.
  var farewell: [Bilingual] {
    state.withLock { $0.commands }.map { Bilingual(zh: "继续等待：\($0.command)", en: "take it up again: \($0.command)") }
  }
}
