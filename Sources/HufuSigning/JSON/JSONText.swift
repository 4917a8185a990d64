/// The text inside a JSON string, in and out of its escapes.
enum JSONText {
  /// The text behind the bytes between the quotes; a lone surrogate becomes U+FFFD.
  static func unescaped(_ inside: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = inside
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        text.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "u"): text += Array(String(scalar(&rest)).utf8)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      default: text.append(escape)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the string with its quotes; only what RFC 8259 §7 requires is escaped.
  static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if let short = shortEscape(byte) {
        out += [UInt8(ascii: "\\"), short]
      } else if byte < 0x20 {
        appendUnit(UInt16(byte), to: &out)
      } else {
        out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// The letter of the two-character escape, where one exists and is needed.
  static func shortEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    default: nil
    }
  }

  /// Appends `\uNNNN` with lower-case digits.
  static func appendUnit(_ unit: UInt16, to out: inout [UInt8]) {
    out += "\\u".utf8
    Hex.append([UInt8(unit >> 8), UInt8(unit & 0xFF)], to: &out)
  }

  /// The scalar of the four digits that come next, joined with the `\uNNNN` after them when the two are a surrogate pair.
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Character {
    let first = unit(rest.prefix(4))
    rest = rest.dropFirst(4)
    if UTF16.isLeadSurrogate(first), rest.starts(with: "\\u".utf8) {
      let second = unit(rest.dropFirst(2).prefix(4))
      if UTF16.isTrailSurrogate(second) {
        rest = rest.dropFirst(6)
        return Character(UTF16.decode(UTF16.EncodedScalar([first, second])))
      }
    }
    return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
  }

  private static func unit(_ digits: ArraySlice<UInt8>) -> UInt16 {
    digits.reduce(0) { $0 << 4 | UInt16(Hex.value($1) ?? 0) }
  }
}
