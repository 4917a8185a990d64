extension Collection<String> {
  /// The name most like `word`, when one is like enough to be what was meant.
  public func nearest(to word: String) -> String? {
    let word = word.lowercased()
    let ranked = map { (name: $0, distance: editDistance($0.lowercased(), word)) }.min { $0.distance < $1.distance }
    guard let ranked, ranked.distance <= Swift.max(2, word.count / 3) else {
      return first { !word.isEmpty && ($0.lowercased().hasPrefix(word) || $0.lowercased().hasSuffix("." + word)) }
    }
    return ranked.name
  }
}

/// How many single-character insertions, deletions and substitutions turn one text into the other (Levenshtein).
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars), b = Array(b.unicodeScalars)
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = Swift.min(substituted, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
