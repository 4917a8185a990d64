/// Rows under headings, aligned by terminal columns.
struct Table {
  var headings: [String]
  var rows: [[String]]

  /// The lines, each no wider than `limit`: the widest columns give way first.
  func lines(limit: Int) -> [String] {
    let widths = fitted(limit)
    func line(_ cells: [String]) -> String {
      let text = zip(cells, widths).map { $0.oneLine.cut(to: $1).padded(to: $1) }.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    return [line(headings)] + rows.map(line)
  }

  private func fitted(_ limit: Int) -> [Int] {
    var widths = headings.indices.map { column in
      max(headings[column].columns, rows.map { $0[column].oneLine.columns }.max() ?? 0, 1)
    }
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - limit
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 6 {
      let second = widths.enumerated().filter { $0.offset != widest }.map(\.element).max() ?? 6
      let step = min(excess, max(1, widths[widest] - max(second, 6)))
      widths[widest] -= step
      excess -= step
    }
    return widths
  }
}

extension String {
  /// Fit for one line of a terminal: line breaks and tabs as spaces, control characters (a server's escape sequences) as `�`.
  var oneLine: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x09, 0x0A, 0x0D, 0x85: " "
          case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
