import Synchronization

/// Where bytes go: standard output, standard error, a buffer.
package struct OutputStream: Sendable {
  package struct Size: Sendable {
    package var columns = 80
    package var rows = 24

    package init() {}
    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  package var isTerminal: Bool
  /// The terminal's size now, for somebody may pull at its window; 80 by 24 where that is unknown.
  package var size: @Sendable () -> Size
  package var write: @Sendable ([UInt8]) -> Void

  package init(
    isTerminal: Bool = false, size: @escaping @Sendable () -> Size = { Size() }, write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.isTerminal = isTerminal
    self.size = size
    self.write = write
  }

  /// Columns of the terminal.
  package var width: Int { size().columns }

  /// How wide a table may be: the terminal's width, or no limit where nobody looks at columns.
  package var tableWidth: Int { isTerminal ? width : 100_000 }

  /// Whether cursor movement is welcome there.
  package func isLive(_ environment: [String: String]) -> Bool { isTerminal && environment["TERM"] != "dumb" }

  /// Whether colour is, too.
  package func isColoured(_ environment: [String: String]) -> Bool { isLive(environment) && environment["NO_COLOR"] ?? "" == "" }
}
