import HufuSigning

/// The keys of a JSON value, all the way down; an array has the shape of its first element.
indirect enum Shape: Equatable {
  case leaf
  case null
  case list(Shape?)
  case object([String: Shape])

  init(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .array(let elements): self = .list(elements.first.map { Shape($0) })
    case .object(let members): self = .object(Dictionary(members.map { ($0.key, Shape($0.value)) }) { $1 })
    default: self = .leaf
    }
  }

  /// Whether both have the same keys wherever both say anything.
  func covers(_ other: Shape) -> Bool { difference(from: other).isEmpty }

  /// Counts leave zeros out, so that their keys differ from one moment to the next.
  private static let counts: Set<String> = [
    "active_category_detail", "active_severity_detail", "state_detail", "category_detail", "severity_detail", "scan_summary",
    "total_summary",
  ]

  /// Paths at which keys are missing here (`-`) or there (`+`).
  func difference(from other: Shape, at path: String = "") -> [String] {
    switch (self, other) {
    case (.object(let mine), .object(let theirs)):
      let missing = theirs.keys.filter { mine[$0] == nil }.map { "-\(path)/\($0)" }
      let more = mine.keys.filter { theirs[$0] == nil }.map { "+\(path)/\($0)" }
      let inside = mine.filter { !Self.counts.contains($0.key) }.flatMap { key, value in
        theirs[key].map { value.difference(from: $0, at: "\(path)/\(key)") } ?? []
      }
      return (missing + more + inside).sorted()
    case (.list(let mine), .list(let theirs)):
      guard let mine, let theirs else { return [] }
      return mine.difference(from: theirs, at: path + "[]")
    case (.null, _), (_, .null), (.leaf, .leaf): return []
    default: return ["!\(path)"]
    }
  }
}
