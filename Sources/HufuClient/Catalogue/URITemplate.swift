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

  /// One segment of the path, for matching: a literal, or a variable with the literal text around it.
  private struct Segment: Sendable {
    var before = ""
    var variable: String?
    var after = ""
  }

  private let pieces: [Piece]
  private let segments: [Segment]

  public init(_ text: String) {
    pieces = (try? Self.pieces(text, line: 0, column: 0)) ?? [.literal(Substring(text))]
    segments = Self.segments(of: pieces)
  }

  init(checking text: String, line: Int, column: Int) throws(CatalogueError) {
    guard text.first == "/" || text.first == "~" else {
      throw CatalogueError(line: line, column: column, "a template starts with / or ~, not '\(text.prefix(12))'")
    }
    pieces = try Self.pieces(text, line: line, column: column)
    segments = Self.segments(of: pieces)
    guard segments.reduce(0, { $0 + ($1.variable == nil ? 0 : 1) }) == variables.reduce(0, { $0 + ($1.place == .path ? 1 : 0) }) else {
      throw CatalogueError(line: line, column: column, "a segment of a path holds one variable, not several: '\(text)'")
    }
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
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    guard given.count == segments.count else { return nil }
    var found: [String: String] = [:]
    for (pattern, segment) in zip(segments, given) {
      guard let name = pattern.variable else {
        guard segment == pattern.before else { return nil }
        continue
      }
      guard segment.utf8.count > pattern.before.utf8.count + pattern.after.utf8.count, segment.hasPrefix(pattern.before),
        segment.hasSuffix(pattern.after)
      else { return nil }
      let value = segment.utf8.dropFirst(pattern.before.utf8.count).dropLast(pattern.after.utf8.count)
      found[name] = String(decoding: PercentEncoding.decode(value), as: UTF8.self)
    }
    return found
  }

  private static func segments(of pieces: [Piece]) -> [Segment] {
    var segments = [Segment()]
    for piece in pieces {
      switch piece {
      case .path(let name): segments[segments.count - 1].variable = name
      case .query: break
      case .literal(let text):
        for (index, part) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
          if index > 0 { segments.append(Segment()) }
          let last = segments.count - 1
          if segments[last].variable == nil { segments[last].before += part } else { segments[last].after += part }
        }
      }
    }
    return segments
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
