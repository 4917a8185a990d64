import CWcwidth

extension String {
  /// How many columns of a terminal this text takes; Chinese characters take two, colour escapes none.
  var columns: Int {
    var scanner = ColumnScanner()
    return unicodeScalars.reduce(0) { $0 + scanner.columns(of: $1) }
  }

  /// This text cut to so many columns, the cut marked by `…`.
  func cut(to limit: Int) -> String {
    guard columns > limit else { return self }
    var scanner = ColumnScanner()
    var used = 0
    var kept = ""
    for scalar in unicodeScalars {
      let columns = scanner.columns(of: scalar)
      guard used + columns <= limit - 1 else { break }
      kept.unicodeScalars.append(scalar)
      used += columns
    }
    return kept + "…" + (scanner.sawEscape ? Paint.end : "")
  }

  /// This text filled up with spaces to so many columns.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// Exactly so many columns: cut or filled up.
  func fitted(to width: Int) -> String { cut(to: width).padded(to: width) }
}

/// Measures a text scalar by scalar; colour escapes (`ESC [ … m`) take no columns.
private struct ColumnScanner {
  private var isInEscape = false
  private(set) var sawEscape = false

  mutating func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar == "\u{1B}" {
      isInEscape = true
      sawEscape = true
      return 0
    }
    guard isInEscape else { return max(0, Int(hufu_wcwidth(scalar.value))) }
    if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) { isInEscape = false }
    return 0
  }
}
