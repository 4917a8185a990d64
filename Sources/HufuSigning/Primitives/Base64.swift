/// Standard base64 (RFC 4648 §4) with padding and without line breaks.
///
/// ``decode(_:)`` is for what Hufu expects to be well formed; ``decodeLenient(_:)`` reads what a lenient server would also read.
public enum Base64 {
  /// Standard alphabet, padded, on one line.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    append(bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the text as ASCII bytes: use it to write straight into a request.
  @inlinable
  public static func append(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
    var word: UInt32 = 0
    var count = 0
    for byte in bytes {
      word = word << 8 | UInt32(byte)
      count += 1
      if count == 3 {
        for shift in stride(from: 18, through: 0, by: -6) { out.append(character(UInt8(word >> UInt32(shift) & 0x3F))) }
        word = 0
        count = 0
      }
    }
    guard count > 0 else { return }
    word <<= UInt32(8 * (3 - count))
    for index in 0..<4 {
      out.append(index <= count ? character(UInt8(word >> UInt32(18 - 6 * index) & 0x3F)) : UInt8(ascii: "="))
    }
  }

  /// The bytes behind padded text of the standard alphabet: no spaces, no line breaks, no leftover bits.
  ///
  /// - Throws: ``Base64Error``, with offsets in bytes of the text.
  public static func decode(_ text: some Collection<UInt8>) throws(Base64Error) -> [UInt8] {
    guard text.count.isMultiple(of: 4) else { throw .length(text.count) }
    let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var sextets = Sextets()
    for (offset, character) in text.dropLast(padding).enumerated() {
      guard let value = value(character) else { throw .character(offset: offset) }
      sextets.append(value)
    }
    guard sextets.leftover == 0 else { throw .leftoverBits }
    return sextets.bytes
  }

  /// The bytes behind a string, under the same rules.
  ///
  /// - Throws: ``Base64Error``, with offsets in UTF-8 bytes.
  public static func decode(_ text: String) throws(Base64Error) -> [UInt8] {
    try decode(Array(text.utf8))
  }

  /// The bytes commons-codec would read: both alphabets, padding optional, everything else skipped (platforms/metersphere.md §1).
  ///
  /// Use it only to judge what a server would accept, never to read Hufu's own output.
  /// - Returns: nil when not a single byte comes out.
  public static func decodeLenient(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var sextets = Sextets()
    for character in text {
      switch character {
      case UInt8(ascii: "-"): sextets.append(62)
      case UInt8(ascii: "_"): sextets.append(63)
      case UInt8(ascii: "="): return sextets.bytes.isEmpty ? nil : sextets.bytes
      default: if let value = value(character) { sextets.append(value) }
      }
    }
    return sextets.bytes.isEmpty ? nil : sextets.bytes
  }

  /// ``decodeLenient(_:)`` over a string.
  public static func decodeLenient(_ text: String) -> [UInt8]? {
    decodeLenient(text.utf8)
  }

  @inlinable
  static func character(_ value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + value - 26
    case 52..<62: UInt8(ascii: "0") + value - 52
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }

  static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Six bits in, eight bits out.
  private struct Sextets {
    private(set) var bytes: [UInt8] = []
    private(set) var leftover: UInt32 = 0
    private var bits = 0

    mutating func append(_ value: UInt8) {
      leftover = leftover << 6 | UInt32(value)
      bits += 6
      guard bits >= 8 else { return }
      bits -= 8
      bytes.append(UInt8(leftover >> UInt32(bits)))
      leftover &= 1 << UInt32(bits) - 1
    }
  }
}

/// Why a text is not base64. It never quotes the text, which may be a secret.
public enum Base64Error: Error, Equatable, Sendable {
  /// The text has this many characters; padded base64 has a multiple of four.
  case length(Int)
  /// The byte at this offset is not of the standard alphabet, or a "=" stands before the end.
  case character(offset: Int)
  /// The last character carries bits that belong to no byte.
  case leftoverBits
}
