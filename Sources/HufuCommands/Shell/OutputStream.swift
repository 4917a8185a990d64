import Synchronization

/// Where bytes go: standard output, standard error, a buffer.
package struct OutputStream: Sendable {
  package var isTerminal: Bool
  /// Columns of the terminal; 80 where that is unknown.
  package var width: Int
  package var write: @Sendable ([UInt8]) -> Void

  package init(isTerminal: Bool = false, width: Int = 80, write: @escaping @Sendable ([UInt8]) -> Void) {
    self.isTerminal = isTerminal
    self.width = width
    self.write = write
  }

  /// How wide a table may be: the terminal's width, or no limit where nobody looks at columns.
  package var tableWidth: Int { isTerminal ? width : 100_000 }

  /// Whether colour and cursor movement are welcome there.
  package func isColoured(_ environment: [String: String]) -> Bool {
    isTerminal && environment["NO_COLOR"] ?? "" == "" && environment["TERM"] != "dumb"
  }
}
