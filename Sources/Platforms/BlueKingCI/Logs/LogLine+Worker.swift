import HufuClient
import HufuSigning

extension LogLine {
  /// What the worker and the log service put before a line (bk-ci, BuildLogPrinter and the worker's LoggerService).
  private static let markers: [(text: String, kind: Kind)] = [
    ("##[group]", .group), ("##[endgroup]", .groupEnd), ("##[error]", .error), ("##[warning]", .warning), ("##[debug]", .debug),
  ]

  /// A line of the log service as lines of a log: a message may hold several, each with its marker.
  static func lines(of line: WrittenLine) -> [LogLine] {
    TerminalText.lines(of: line.text).map { text in
      let (kind, rest) = unmarked(text)
      return LogLine(rest, kind, time: line.time, step: line.tag)
    }
  }

  /// Cuts the marker off a cleaned line, also where colours stand before it.
  private static func unmarked(_ text: String) -> (Kind, String) {
    let colours = leadingColours(text)
    for marker in markers where text[colours...].utf8.starts(with: marker.text.utf8) {
      return (marker.kind, String(text[..<colours]) + text[text.utf8.index(colours, offsetBy: marker.text.utf8.count)...])
    }
    return (.plain, text)
  }

  /// Where the colour escapes at the beginning of a cleaned line end.
  private static func leadingColours(_ text: String) -> String.Index {
    var start = text.startIndex
    while text[start...].utf8.starts(with: "\u{1B}[".utf8), let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "m")) {
      start = text.utf8.index(after: end)
    }
    return start
  }
}
