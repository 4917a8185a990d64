import HufuClient
import HufuSigning

/// Puts results on standard output in the wanted form; the one place where forms differ.
struct ResultWriter {
  let format: OutputFormat
  let shell: Shell
  private var columns: ItemColumns?
  /// Members of later items that have no column.
  private var leftOut: [String] = []
  private var count = 0

  init(_ format: OutputFormat?, in shell: Shell) {
    self.shell = shell
    self.format = format ?? (shell.output.isTerminal ? .table : .json)
  }

  /// One whole payload.
  mutating func write(payload: [UInt8]) {
    guard format != .raw, let slice = try? JSONSlice(payload) else { return line(payload) }
    switch format {
    case .raw: break
    case .json: line(shell.output.isTerminal ? JSONWriter.pretty(slice) : payload)
    case .jsonl: for item in items(of: slice) { line(JSONWriter.compact(item)) }
    case .csv, .table:
      if slice.kind == .object { return members(of: slice) }
      write(items: items(of: slice))
      finish()
    }
  }

  /// Some items of a list that comes in pieces.
  mutating func write(items: [JSONSlice]) {
    switch format {
    case .json:
      for item in items {
        text(count == 0 ? "[\n  " : ",\n  ")
        shell.output.write(JSONWriter.compact(item))
        count += 1
      }
    case .jsonl: for item in items { line(JSONWriter.compact(item)) }
    case .raw: for item in items { line(item.text.map { Array($0.utf8) } ?? Array(item.raw)) }
    case .csv:
      guard !items.isEmpty else { return }
      let isFirst = columns == nil
      let columns = heading(items, limit: .max)
      if isFirst { text(CSV.line(columns.headings) + "\r\n") }
      for item in items {
        let cells = columns.cells(of: item)
        text(CSV.line(shell.output.isTerminal ? cells.map(\.oneLine) : cells) + "\r\n")
      }
    case .table:
      guard !items.isEmpty else { return }
      let isFirst = columns == nil
      let columns = heading(items, limit: max(2, shell.output.tableWidth / 12))
      let lines = Table(headings: columns.headings, rows: items.map(columns.cells)).lines(limit: shell.output.tableWidth)
      for line in lines.dropFirst(isFirst ? 0 : 1) { text(line + "\n") }
    }
  }

  /// The end of a list that came in pieces. Says which members a table or CSV had no column for.
  mutating func finish() {
    if format == .json { text(count == 0 ? "[]\n" : "\n]\n") }
    guard !leftOut.isEmpty else { return }
    let list = leftOut.joined(separator: ", ")
    shell.say(shell.text("未显示的字段：\(list)；--output json 显示全部。", "members not shown: \(list); --output json shows all."))
    leftOut = []
  }

  /// The columns of the first items; later ones keep them.
  private mutating func heading(_ items: [JSONSlice], limit: Int) -> ItemColumns {
    let found = columns ?? ItemColumns(of: items, limit: limit, scalarsOnly: format == .table)
    columns = found
    for name in found.missing(in: items) where !leftOut.contains(name) { leftOut.append(name) }
    return found
  }

  /// An object's members, one a row.
  private func members(of object: JSONSlice) {
    let rows = object.members().map { [$0.key, ItemColumns.cell($0.value)] }
    if format == .csv { return rows.forEach { text(CSV.line($0) + "\r\n") } }
    let lines = Table(headings: ["", ""], rows: Array(rows)).lines(limit: shell.output.tableWidth)
    for line in lines.dropFirst() { text(line + "\n") }
  }

  private func items(of slice: JSONSlice) -> [JSONSlice] { slice.kind == .array ? Array(slice.elements()) : [slice] }

  private func line(_ bytes: [UInt8]) {
    shell.output.write(bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")])
  }

  private func text(_ text: String) { shell.output.write(Array(text.utf8)) }
}
