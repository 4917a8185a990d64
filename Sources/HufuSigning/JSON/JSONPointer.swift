/// A path into a JSON value (RFC 6901): `/data/list/0/id`; the empty text is the whole value.
public struct JSONPointer: Hashable, Sendable {
  /// The reference tokens, with `~1` and `~0` resolved.
  public let tokens: [String]

  /// The pointer through these keys and indices.
  public init(tokens: [String]) {
    self.tokens = tokens
  }

  /// Reads a pointer from its text.
  ///
  /// - Throws: ``JSONPointerError``.
  public init(_ text: String) throws(JSONPointerError) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { throw .noLeadingSlash }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = Self.unescaped(part) else { throw .tilde(token: tokens.count) }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// The array index a token spells: digits without a leading zero; nil for anything else, `-` included.
  static func index(_ token: String) -> Int? {
    guard token == "0" || token.utf8.first.map({ (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) == true else { return nil }
    return Int(token)
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var token: [UInt8] = []
    var bytes = part.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "~") else {
        token.append(byte)
        continue
      }
      switch bytes.next() {
      case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: token, as: UTF8.self)
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The text of the pointer, escaped again.
  public var description: String {
    tokens.reduce(into: "") { text, token in
      text += "/"
      for character in token.unicodeScalars {
        switch character {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(character)
        }
      }
    }
  }
}

/// Why a text is not a JSON pointer.
public enum JSONPointerError: Error, Equatable, Sendable {
  /// A pointer that is not empty begins with `/`.
  case noLeadingSlash
  /// In the token of this number, from 0, a `~` is not followed by `0` or `1`.
  case tilde(token: Int)
}
