import HufuClient
import HufuSigning
import Yams

/// The configuration as lines, with the places of its profiles.
struct ProfileText {
  private var lines: [Substring]
  private let path: String
  /// Each profile's first line, counted from 0, in order; and the column of its name.
  private let places: [(name: String, line: Int, column: Int)]
  /// The line of `profiles:`; nil in a file without it.
  private let head: Int?
  private let isFlow: Bool

  var text: String { lines.joined(separator: "\n") }
  var names: [String] { places.map(\.name) }

  init(_ text: String, path: String) throws {
    self.path = path
    // By bytes: a carriage return stays at the end of its line.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
    self.lines = lines
    let reader = NodeReader(path: path)
    let root = try reader.compose(text)
    let found = try root.map { try reader.members(of: $0, "profiles", among: ["profiles"]) }?.first
    head = found.flatMap { Self.place($0.key.origin)?.line }
    isFlow = [root, found?.value].contains { $0.map { lines.character(at: reader.origin(of: $0)) == "{" } ?? false }
    let isEmpty = found.map { reader.isNothing($0.value) } ?? true
    let members = isEmpty ? [] : try found.map { try reader.members(of: $0.value, "profiles") } ?? []
    places = members.compactMap { key, _ in Self.place(key.origin).map { (key.text, $0.line, $0.column) } }
  }

  /// Puts lines behind the last profile; `block` is told the indentation.
  mutating func append(_ block: (Int) -> [String]) throws {
    if let head, isFlow, places.isEmpty, lines[head].trimmed == "profiles: {}" { lines[head] = "profiles:" } else { try refuseFlow() }
    if head == nil {
      while lines.last?.trimmed.isEmpty == true { lines.removeLast() }
      lines += ["profiles:"] + block(2).map { $0[...] } + [""]
      return
    }
    let last = places.last
    let new = block(last?.column ?? 2).map { $0[...] }
    if let last {
      lines.insert(contentsOf: new, at: end(of: last.line, column: last.column))
    } else {
      lines.insert(contentsOf: new, at: (head ?? 0) + 1)
    }
    if lines.last?.isEmpty == false { lines.append("") }
  }

  mutating func remove(_ name: String) throws {
    try refuseFlow()
    guard let place = places.first(where: { $0.name == name }) else { return }
    lines.removeSubrange(place.line..<end(of: place.line, column: place.column))
  }

  /// The line behind a block that begins at `line`. Blank lines and less indented comments after its last field are not part of it.
  private func end(of line: Int, column: Int) -> Int {
    var end = line + 1
    for index in (line + 1)..<max(lines.count, line + 1) {
      let text = lines[index].trimmed
      if text.isEmpty { continue }
      let isDeeper = lines[index].prefix { $0 == " " }.count > column
      if text.hasPrefix("#"), !isDeeper { continue }
      guard isDeeper else { break }
      end = index + 1
    }
    return end
  }

  private func refuseFlow() throws {
    guard isFlow else { return }
    throw ConfigurationError(
      Bilingual(zh: "profiles 写成了一行 {…}，无法自动修改。", en: "profiles is written as {…} on one line and cannot be edited automatically."),
      remedy: Bilingual(zh: "请改成每行一个字段，或手工修改。", en: "Put each field on a line of its own, or edit it by hand."), file: path)
  }

  fileprivate static func place(_ origin: Origin) -> (line: Int, column: Int)? {
    if case .file(_, let line, let column) = origin { (line - 1, column - 1) } else { nil }
  }
}

extension [Substring] {
  /// Columns count code points.
  fileprivate func character(at origin: Origin) -> Unicode.Scalar? {
    guard let (line, column) = ProfileText.place(origin), indices.contains(line) else { return nil }
    return self[line].unicodeScalars.dropFirst(column).first
  }
}

extension Substring {
  /// Without blanks and a carriage return at either end.
  fileprivate var trimmed: String {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return String(text)
  }
}
