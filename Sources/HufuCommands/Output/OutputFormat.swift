package import ArgumentParser

/// The form of a result on standard output.
package enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// The payload, pretty on a terminal.
  case json
  /// One item a line.
  case jsonl
  case table
  case csv
  /// The bytes as received.
  case raw
}
