import HufuClient
import HufuSigning

/// Puts results on standard output in the wanted form; the one place where forms differ.
struct ResultWriter {
  let format: OutputFormat
  let shell: Shell
  /// Members whose values are masked unless asked for.
  var secrets: [String] = []
  private var columns: ItemColumns?
  private var count = 0

  init(_ format: OutputFormat?, in shell: Shell) {
    self.shell = shell
    self.format = format ?? (shell.output.isTerminal ? .table : .json)
  }

  /// One whole payload.
  mutating func write(payload: [UInt8]) {
    guard format != .raw, let slice = try? JSONSlice(payload) else { return line(payload) }
    let shown = masked(slice)
    switch format {
    case .raw: break
    case .json: line(shell.output.isTerminal ? JSONWriter.pretty(shown) : Array(shown.raw))
    case .jsonl: for item in items(of: shown) { line(JSONWriter.compact(item)) }
    case .csv, .table:
      if shown.kind == .object {
        members(of: shown)
      } else {
        write(items: items(of: shown))
        finish()
      }
    }
  }

  /// Some items of a list that comes in pieces.
  mutating func write(items: [JSONSlice]) {
    let items = items.map(masked)
    switch format {
    case .json:
      for item in items {
        text(count == 0 ? "[\n  " : ",\n  ")
        shell.output.write(JSONWriter.compact(item))
        count += 1
      }
    case .jsonl, .raw: for item in items { line(JSONWriter.compact(item)) }
    case .csv:
      guard !items.isEmpty else { return }
      let isFirst = columns == nil
      let columns = heading(items, limit: .max)
      if isFirst { text(CSV.line(columns.headings) + "\r\n") }
      for item in items { text(CSV.line(columns.cells(of: item)) + "\r\n") }
    case .table:
      guard !items.isEmpty else { return }
      let isFirst = columns == nil
      let columns = heading(items, limit: max(2, shell.output.tableWidth / 12))
      let lines = Table(headings: columns.headings, rows: items.map(columns.cells)).lines(limit: shell.output.tableWidth)
      for line in lines.dropFirst(isFirst ? 0 : 1) { text(line + "\n") }
    }
  }

  /// The end of a list that came in pieces.
  mutating func finish() {
    if format == .json { text(count == 0 ? "[]\n" : "\n]\n") }
  }

  /// The columns of the first items; later ones keep them.
  private mutating func heading(_ items: [JSONSlice], limit: Int) -> ItemColumns {
    if let columns { return columns }
    let columns = ItemColumns(of: items, limit: limit)
    self.columns = columns
    return columns
  }

  /// An object's members, one a row.
  private func members(of object: JSONSlice) {
    let rows = object.members().map { [$0.key, ItemColumns.cell($0.value)] }
    if format == .csv { return rows.forEach { text(CSV.line($0) + "\r\n") } }
    let lines = Table(headings: ["", ""], rows: Array(rows)).lines(limit: shell.output.tableWidth)
    for line in lines.dropFirst() { text(line + "\n") }
  }

  private func items(of slice: JSONSlice) -> [JSONSlice] { slice.kind == .array ? Array(slice.elements()) : [slice] }

  private func masked(_ slice: JSONSlice) -> JSONSlice {
    guard !secrets.isEmpty else { return slice }
    let value = JSONValue(slice).masking(secrets)
    return (try? JSONSlice(JSONWriter.compact(value))) ?? slice
  }

  private func line(_ bytes: [UInt8]) {
    shell.output.write(bytes.last == UInt8(ascii: "\n") || format == .raw ? bytes : bytes + [UInt8(ascii: "\n")])
  }
  private func text(_ text: String) { shell.output.write(Array(text.utf8)) }
}

extension JSONValue {
  /// This value with every member of these names, at any depth, replaced by a mark.
  func masking(_ names: [String]) -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.masking(names) })
    case .object(let members):
      .object(
        members.map { member in
          names.contains(member.key) && !member.value.isNull
            ? Member(member.key, .string(Redactor.mark)) : Member(member.key, member.value.masking(names))
        })
    default: self
    }
  }

  /// The shape of this value: every scalar replaced by a mark.
  func redacted() -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.redacted() })
    case .object(let members): .object(members.map { Member($0.key, $0.value.redacted()) })
    default: .string(Redactor.mark)
    }
  }
}
