/// Where a text stops being JSON (RFC 8259), and what should have stood there.
public struct JSONError: Error, Equatable, Sendable {
  /// What JSON asks for at the place of the error.
  public enum Expectation: String, Sendable {
    case value = "a value"
    case memberName = "a member name in double quotes"
    case colon = "a colon"
    case commaOrBracket = "a comma or the end of the array"
    case commaOrBrace = "a comma or the end of the object"
    case closingQuote = "the end of the string"
    case escape = "a valid escape after the backslash"
    case escapedControl = "an escape instead of a control character"
    case utf8 = "valid UTF-8"
    case digit = "a digit"
    case end = "the end of the text"
    case lessDepth = "no more than 512 levels of nesting"
  }

  /// Bytes before the error.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The character in the line, from 1.
  public let column: Int
  /// What should have stood there.
  public let expected: Expectation

  init(_ expected: Expectation, at offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<min(offset, bytes.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.offset = offset
    self.expected = expected
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
  }
}

extension JSONError: CustomStringConvertible {
  public var description: String { "line \(line), column \(column): expected \(expected.rawValue)" }
}
