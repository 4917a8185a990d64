/// Reads one JSON text (RFC 8259) from end to end and builds nothing: afterwards ``JSONCursor`` may trust every byte.
struct JSONValidator {
  private static let deepest = 512

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// The range of the value in the text, without the white space around it.
  static func validate(_ bytes: [UInt8]) throws(JSONError) -> Range<Int> {
    var validator = Self(bytes: bytes)
    validator.skipBlanks()
    let start = validator.position
    try validator.value()
    let end = validator.position
    validator.skipBlanks()
    guard validator.current == nil else { throw validator.error(.end) }
    return start..<end
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func error(_ expected: JSONError.Expectation) -> JSONError {
    JSONError(expected, at: position, in: bytes)
  }

  private mutating func skipBlanks() {
    while let byte = current, byte.isBlank { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(JSONError) {
    switch current {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: try number()
    default: throw error(.value)
    }
  }

  private mutating func object() throws(JSONError) {
    try descend()
    defer { depth -= 1 }
    if take("}") { return }
    repeat {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw error(.memberName) }
      try string()
      skipBlanks()
      guard take(":") else { throw error(.colon) }
      skipBlanks()
      try value()
      skipBlanks()
    } while take(",")
    guard take("}") else { throw error(.commaOrBrace) }
  }

  private mutating func array() throws(JSONError) {
    try descend()
    defer { depth -= 1 }
    if take("]") { return }
    repeat {
      skipBlanks()
      try value()
      skipBlanks()
    } while take(",")
    guard take("]") else { throw error(.commaOrBracket) }
  }

  private mutating func descend() throws(JSONError) {
    guard depth < Self.deepest else { throw error(.lessDepth) }
    depth += 1
    position += 1
    skipBlanks()
  }

  private mutating func word(_ word: String) throws(JSONError) {
    guard bytes[position...].starts(with: word.utf8) else { throw error(.value) }
    position += word.utf8.count
  }

  private mutating func number() throws(JSONError) {
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = current, byte.isDigit { position += 1 }
    guard position > start else { throw error(.digit) }
  }

  private mutating func string() throws(JSONError) {
    position += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case ..<0x20: throw error(.escapedControl)
      case ..<0x80: position += 1
      default: try multibyte()
      }
    }
    throw error(.closingQuote)
  }

  private mutating func escape() throws(JSONError) {
    position += 1
    switch current {
    case UInt8(ascii: "u"):
      let digits = bytes[position...].dropFirst().prefix(4)
      guard digits.count == 4, digits.allSatisfy({ Hex.value($0) != nil }) else { throw error(.escape) }
      position += 5
    case let byte? where "\"\\/bfnrt".utf8.contains(byte): position += 1
    default: throw error(.escape)
    }
  }

  /// One well-formed sequence of two to four bytes (Unicode, table 3-7).
  private mutating func multibyte() throws(JSONError) {
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch bytes[position] {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: throw error(.utf8)
      }
    let rest = bytes[position...].prefix(length).dropFirst()
    guard rest.count == length - 1, let first = rest.first, second.contains(first),
      rest.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw error(.utf8) }
    position += length
  }
}
