import Synchronization

/// Whether the process goes on when nobody reads what it prints any more.
package final class Readers: Sendable {
  private let goesOn = Atomic(false)

  package init() {}

  /// Whether output that nobody takes ends the process.
  var areMissed: Bool { !goesOn.load(ordering: .relaxed) }

  /// From here on the work counts more than what is printed of it: a run that was started is followed to its verdict, and its exit code is
  /// never taken for that of a pager that was left.
  func mayLeave() { goesOn.store(true, ordering: .relaxed) }
}
