/// What the log service gets wrong with the log of one build (platforms/bkci.md §3.4): words in its start parameter `LOG_SCRIPT`, a comma between.
///
/// Jobs that write side by side, `finished` after the first of them, and lines that show after the end need no word: every log has them.
struct LogScript: Sendable {
  enum Fault: String, Sendable, CaseIterable {
    /// Every search answers "cleaned" until the first line can be found.
    case unborn
    /// Some lines show seconds after those that came later.
    case late
    /// Every search fails for a second out of three, and says so (999).
    case failing
    /// Searches for a window fail for a second out of three, and say nothing.
    case blank
    /// Some lines are kept twice.
    case doubled
    /// The counter starts again after the first lines (bk-ci, IndexService before issue 13327).
    case renumbered
    /// Some lines were given a number and never kept.
    case lost
    /// The log is cleaned up when the build has ended.
    case cleaned
    /// Its index is closed when the build has ended.
    case closed
  }

  static let parameter = "LOG_SCRIPT"
  /// How much later late lines show.
  static let delay = Duration.seconds(5)
  /// After how many lines the counter starts again.
  static let restart = 6

  private let faults: Set<Fault>

  init(_ build: Build) {
    let words = (build.parameter(Self.parameter) ?? "").split { $0 == "," || $0 == " " }
    faults = Set(words.compactMap { Fault(rawValue: String($0)) })
  }

  func has(_ fault: Fault) -> Bool { faults.contains(fault) }
}
