import HufuSigning

/// The part of RFC 6570 that catalogues use: `{x}` in the path; `{?a,b}` and `{&a}` for the query.
public struct URITemplate: Sendable {
  struct Variable: Sendable {
    var name: String
    var place: Parameter.Place
  }

  private enum Piece: Sendable {
    case literal(Substring)
    case path(String)
    case query([String])
  }

  private let pieces: [Piece]

  public init(_ text: String) { pieces = (try? Self.pieces(text, line: 0, column: 0)) ?? [.literal(Substring(text))] }

  init(checking text: String, line: Int, column: Int) throws(CatalogueError) {
    guard text.first == "/" || text.first == "~" else {
      throw CatalogueError(line: line, column: column, "a template starts with / or ~, not '\(text.prefix(12))'")
    }
    pieces = try Self.pieces(text, line: line, column: column)
  }

  var variables: [Variable] {
    pieces.flatMap { piece -> [Variable] in
      switch piece {
      case .literal: []
      case .path(let name): [Variable(name: name, place: .path)]
      case .query(let names): names.map { Variable(name: $0, place: .query) }
      }
    }
  }

  /// How many characters of the path stand fixed: the measure of how precise a match is.
  public var literalLength: Int {
    pieces.reduce(0) { if case .literal(let text) = $1 { $0 + text.count } else { $0 } }
  }

  /// The path with its variables filled in, each percent-encoded.
  func path(_ value: (String) -> String?) -> String {
    var path: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): path.append(contentsOf: text.utf8)
      case .path(let name): PercentEncoding.unreserved.encode((value(name) ?? "").utf8, into: &path)
      case .query: break
      }
    }
    return String(decoding: path, as: UTF8.self)
  }

  /// The variables of a percent-encoded path that this template makes, decoded; nil for another path. A variable covers one non-empty
  /// segment or part of one.
  public func variables(in path: String) -> [String: String]? {
    let names = variables.filter { $0.place == .path }.map(\.name)
    var index = 0
    let template = self.path { _ in "\u{1}" }.split(separator: "/", omittingEmptySubsequences: false)
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    guard template.count == given.count else { return nil }
    var found: [String: String] = [:]
    for (pattern, segment) in zip(template, given) {
      // In a template segment the encoded byte 1 stands for a variable.
      guard let hole = pattern.firstRange(of: "%01") else {
        guard segment == pattern else { return nil }
        continue
      }
      let before = pattern[..<hole.lowerBound], after = pattern[hole.upperBound...]
      guard segment.count > before.count + after.count, segment.hasPrefix(before), segment.hasSuffix(after) else { return nil }
      let value = segment.dropFirst(before.count).dropLast(after.count)
      found[names[index]] = String(decoding: PercentEncoding.decode(value.utf8), as: UTF8.self)
      index += 1
    }
    return found
  }

  private static func pieces(_ text: String, line: Int, column: Int) throws(CatalogueError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw CatalogueError(line: line, column: column, "'{' without '}' in '\(text)'")
      }
      if open > rest.startIndex { pieces.append(.literal(rest[..<open])) }
      let inside = rest[rest.index(after: open)..<close]
      if let first = inside.first, first == "?" || first == "&" {
        pieces.append(.query(inside.dropFirst().split(separator: ",").map { $0.hasSuffix("*") ? String($0.dropLast()) : String($0) }))
      } else {
        guard !inside.isEmpty else { throw CatalogueError(line: line, column: column, "'{}' in '\(text)'") }
        pieces.append(.path(String(inside)))
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.literal(rest)) }
    return pieces
  }
}
