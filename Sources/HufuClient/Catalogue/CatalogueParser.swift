import HufuSigning

/// Reads one block of a catalogue. Every mistake names its line and column.
///
///     operation = NAME SP (read|write|destructive) {SP flag} NL {detail}
///     detail    = 2sp (zh|en) TEXT | 2sp "also" NAME… | 2sp [GENERATION] METHOD TEMPLATE {flag} NL {6sp {parameter | "..." [":text"]} NL}
///     flag      = key=value | +trait
///     parameter = name [">" wire] ["@header"] ["*"] [":" type] ["(" a|b | lo..hi ")"] ["=" default]
enum CatalogueParser {
  static func entry(_ text: String, firstLine: Int) throws(CatalogueError) -> CatalogueEntry {
    var entry: CatalogueEntry?
    var number = firstLine - 1
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let indent = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indent)
      if content.isEmpty || content.first == "#" { continue }
      let words = Self.words(of: line)
      switch (indent, entry) {
      case (0, nil): entry = try head(words, number)
      case (2, .some(var known)):
        try detail(words, content, number, into: &known)
        entry = known
      case (6, .some(var known)):
        try parameters(words, number, into: &known)
        entry = known
      default:
        throw CatalogueError(line: number, column: indent + 1, "expected an indentation of 0, 2 or 6 spaces, found \(indent)")
      }
    }
    guard let entry else { throw CatalogueError(line: firstLine, column: 1, "expected NAME read|write|destructive") }
    return entry
  }

  private struct Word {
    var text: Substring
    var column: Int
  }

  private static func words(of line: Substring) -> [Word] {
    line.split(separator: " ").map { Word(text: $0, column: line.distance(from: line.startIndex, to: $0.startIndex) + 1) }
  }

  private static func head(_ words: [Word], _ line: Int) throws(CatalogueError) -> CatalogueEntry {
    guard words.count >= 2, let effect = Operation.Effect(rawValue: String(words[1].text)) else {
      throw CatalogueError(line: line, column: words.count > 1 ? words[1].column : 1, "expected NAME read|write|destructive")
    }
    return CatalogueEntry(name: String(words[0].text), effect: effect, flags: try flags(words[2...], line), line: line)
  }

  private static func detail(
    _ words: [Word], _ content: Substring, _ line: Int, into entry: inout CatalogueEntry
  ) throws(CatalogueError) {
    switch words[0].text {
    case "zh": entry.summary.zh = String(content.dropFirst(3))
    case "en": entry.summary.en = String(content.dropFirst(3))
    case "also": entry.aliases += words.dropFirst().map { String($0.text) }
    default:
      let at = Method(rawValue: String(words[0].text)) == nil ? 1 : 0
      guard words.count > at + 1, let method = Method(rawValue: String(words[at].text)) else {
        throw CatalogueError(
          line: line, column: words[0].column, "expected zh, en, also or [GENERATION] METHOD TEMPLATE, found '\(words[0].text)'")
      }
      let template = String(words[at + 1].text)
      let variables = try URITemplate(checking: template, line: line, column: words[at + 1].column).variables
      entry.routes.append(
        CatalogueRoute(
          generation: at == 1 ? String(words[0].text) : nil, method: method, template: template,
          flags: try flags(words[(at + 2)...], line),
          parameters: variables.map { Parameter(name: $0.name, isRequired: $0.place == .path, place: $0.place) }))
    }
  }

  private static func flags(_ words: ArraySlice<Word>, _ line: Int) throws(CatalogueError) -> CatalogueFlags {
    var flags = CatalogueFlags()
    for word in words {
      if word.text.first == "+" {
        flags.traits.insert(String(word.text.dropFirst()))
        continue
      }
      guard let equals = word.text.firstIndex(of: "=") else {
        throw CatalogueError(line: line, column: word.column, "flag '\(word.text)' is neither key=value nor +trait")
      }
      let key = String(word.text[..<equals])
      guard CatalogueFlags.keys.contains(key) else {
        let nearest = CatalogueFlags.keys.nearest(to: key).map { ", did you mean '\($0)'?" } ?? ""
        throw CatalogueError(line: line, column: word.column, "unknown flag '\(key)'\(nearest)")
      }
      flags.values[key] = String(word.text[word.text.index(after: equals)...])
    }
    if let access = flags.values["access"], Operation.Access(rawValue: access) == nil {
      throw CatalogueError(line: line, column: 1, "access is open, signed or token, not '\(access)'")
    }
    return flags
  }

  private static func parameters(_ words: [Word], _ line: Int, into entry: inout CatalogueEntry) throws(CatalogueError) {
    guard !entry.routes.isEmpty else { throw CatalogueError(line: line, column: 7, "parameters before a route") }
    let last = entry.routes.count - 1
    for word in words {
      if word.text == "..." || word.text == "...:text" {
        entry.routes[last].isOpen = true
        entry.routes[last].opensAsText = word.text != "..."
        continue
      }
      var text = ParameterText(rest: word.text, line: line, column: word.column)
      var parameter = try text.parameter()
      let known = entry.routes[last].parameters.firstIndex { $0.wire == parameter.wire && ($0.place == .path || $0.place == .query) }
      if let known {
        parameter.place = entry.routes[last].parameters[known].place
        parameter.isRequired = parameter.isRequired || parameter.place == .path
        entry.routes[last].parameters[known] = parameter
      } else {
        if parameter.place == .body, !entry.routes[last].method.takesBody { parameter.place = .query }
        entry.routes[last].parameters.append(parameter)
      }
    }
  }
}
