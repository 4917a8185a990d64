/// One value inside a JSON text, as it was written: key order, duplicate keys and the spelling of numbers stay.
///
/// The text is checked once, as a whole; slices share it and cost no memory of their own. Use it to page through answers and to pick
/// parts of them; use ``JSONValue`` to build or change JSON.
public struct JSONSlice: Sendable {
  /// What a value is.
  public enum Kind: Sendable {
    case object, array, string, number, bool, null
  }

  /// The whole text, shared by all its slices.
  public let bytes: [UInt8]
  /// Where this value stands in the text, without white space around it.
  public let range: Range<Int>
  /// What this value is.
  public let kind: Kind

  /// The value of a whole text.
  ///
  /// - Throws: ``JSONError`` for anything RFC 8259 does not allow, invalid UTF-8, and nesting deeper than 512.
  public init(_ bytes: [UInt8]) throws(JSONError) {
    self.init(trusted: bytes, try JSONValidator.validate(bytes))
  }

  init(trusted bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    kind =
      switch bytes[range.lowerBound] {
      case UInt8(ascii: "{"): .object
      case UInt8(ascii: "["): .array
      case UInt8(ascii: "\""): .string
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
      case UInt8(ascii: "n"): .null
      default: .number
      }
  }

  /// The bytes of this value as written.
  public var raw: ArraySlice<UInt8> { bytes[range] }

  /// A string's text with its escapes resolved, a lone surrogate as U+FFFD; nil for other kinds.
  public var text: String? {
    kind == .string ? JSONText.unescaped(bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]) : nil
  }

  /// A number that is written as an integer and fits 64 bits; nil for `1.0`, `1e3` and other kinds.
  public var int: Int64? {
    kind == .number ? Int64(String(decoding: raw, as: UTF8.self)) : nil
  }

  /// The nearest double to a number; nil for other kinds.
  public var double: Double? {
    kind == .number ? Double(String(decoding: raw, as: UTF8.self)) : nil
  }

  /// True or false; nil for other kinds.
  public var bool: Bool? {
    kind == .bool ? raw.first == UInt8(ascii: "t") : nil
  }

  /// Whether the value is `null`.
  public var isNull: Bool { kind == .null }

  /// A string's text, or a number as spelled: for ids that a platform writes now as one, now as the other. Nil for other kinds.
  public var scalarText: String? {
    kind == .number ? String(decoding: raw, as: UTF8.self) : text
  }
}
