import HufuClient
import HufuSigning

/// Comma-separated values after RFC 4180: read for `--each`, written for `--output csv`.
enum CSV {
  static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
  }

  /// One row of a file and the line it starts in, from 1.
  struct Row {
    var line: Int
    var cells: [String]
  }

  /// - Throws: ``UsageError`` for a quote that never closes.
  static func rows(_ text: String, file: String) throws -> [Row] {
    var rows: [Row] = []
    var row = Row(line: 1, cells: [])
    var cell = ""
    var isQuoted = false, wasQuoted = false
    var line = 1
    func close() {
      row.cells.append(cell)
      if row.cells != [""] || wasQuoted { rows.append(row) }
      cell = ""
      wasQuoted = false
    }
    var characters = text.drop { $0 == "\u{FEFF}" }[...]
    while let character = characters.popFirst() {
      if character.isNewline { line += 1 }
      switch character {
      case "\"" where isQuoted && characters.first == "\"": cell.append(characters.removeFirst())
      case "\"" where isQuoted: isQuoted = false
      case "\"" where cell.isEmpty: (isQuoted, wasQuoted) = (true, true)
      case "," where !isQuoted:
        row.cells.append(cell)
        cell = ""
      case _ where character.isNewline && !isQuoted:
        close()
        row = Row(line: line, cells: [])
      default: cell.append(character)
      }
    }
    guard !isQuoted else {
      throw UsageError(zh: "\(file) 第 \(row.line) 行的引号没有结束。", en: "\(file), line \(row.line): a quote is never closed.")
    }
    if !cell.isEmpty || !row.cells.isEmpty { close() }
    return rows
  }
}
