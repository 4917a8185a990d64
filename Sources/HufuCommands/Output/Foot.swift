import Synchronization

/// The foot of the terminal: who keeps lines there takes what else is said, and puts it above them.
package final class Foot: Sendable {
  private let keeper = Mutex<(@Sendable (_ lines: [String]) -> Void)?>(nil)

  package init() {}

  func keep(_ keeper: @escaping @Sendable (_ lines: [String]) -> Void) { self.keeper.withLock { $0 = keeper } }
  func release() { keeper.withLock { $0 = nil } }

  /// Whether somebody took the lines.
  func takes(_ lines: [String]) -> Bool {
    guard let keeper = keeper.withLock({ $0 }) else { return false }
    keeper(lines)
    return true
  }
}
