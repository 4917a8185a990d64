/// The exit codes of the command `hufu`; a contract with scripts (README, DESIGN.md §7).
public enum ExitCode: Int32, Sendable, CaseIterable {
  case ok = 0
  case local = 1
  case usage = 2
  case configuration = 3
  case authentication = 4
  case refused = 5
  case failure = 6
  case throttled = 7
  case running = 8
  case failed = 9
  case stopped = 10
  case inconclusive = 11
  case interrupted = 130
}
