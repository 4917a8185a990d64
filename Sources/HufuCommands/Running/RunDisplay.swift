import HufuClient
import HufuSigning

/// Shows runs while they are driven, on standard error.
protocol RunDisplay: Sendable {
  /// - Parameter label: tells the runs apart.
  func show(_ event: RunEvent, of label: String)
  func ended(_ record: RunRecord)
  /// Nothing more comes.
  func close()
}

extension Shell {
  /// A live view where cursor movement is welcome, a line for every change elsewhere; a person at a terminal who asked for JSON gets the
  /// result in it, not the changes.
  ///
  /// - Parameter labels: of all runs, in order; those that begin late are shown as waiting.
  func runDisplay(_ labels: [String]) -> any RunDisplay {
    errors.isLive(environment) ? RunBoard(labels, in: self) : RunLog(labels, in: self)
  }
}
