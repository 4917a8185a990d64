/// A JSON value to build, change and write; it keeps the order of keys and the spelling of numbers.
///
/// Literals work: `let body: JSONValue = ["code": 0, "data": ["a", .null, true]]`. To look into a large answer use ``JSONSlice``.
public indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// A number as it is spelled in JSON.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in order; nothing keeps two from having the same key.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A copy of a slice, independent of the text it stands in.
  public init(_ slice: JSONSlice) {
    self =
      switch slice.kind {
      case .null: .null
      case .bool: .bool(slice.bool == true)
      case .number: .number(String(decoding: slice.raw, as: UTF8.self))
      case .string: .string(slice.text ?? "")
      case .array: .array(slice.elements().map { JSONValue($0) })
      case .object: .object(slice.members().map { Member($0.key, JSONValue($0.value)) })
      }
  }

  /// The value of a whole text.
  ///
  /// - Throws: ``JSONError``.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self.init(try JSONSlice(bytes))
  }

  /// An integer.
  public static func int(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }
}

// Not by nil: `condition ? value : nil` would then quietly mean `.null` where an absent value is meant.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .number("\(value)") }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members.map { Member($0, $1) }) }
}
