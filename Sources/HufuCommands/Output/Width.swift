import CWcwidth

extension String {
  /// How many columns of a terminal this text takes; Chinese characters take two.
  var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

  /// This text cut to so many columns, the cut marked by `…`.
  func cut(to limit: Int) -> String {
    guard columns > limit else { return self }
    var used = 0
    var kept = ""
    for scalar in unicodeScalars {
      guard used + scalar.columns <= limit - 1 else { break }
      kept.unicodeScalars.append(scalar)
      used += scalar.columns
    }
    return kept + "…"
  }

  /// This text filled up with spaces to so many columns.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }
}

extension Unicode.Scalar {
  fileprivate var columns: Int { max(0, Int(hufu_wcwidth(value))) }
}
