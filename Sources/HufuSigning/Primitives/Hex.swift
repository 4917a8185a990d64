/// Hexadecimal text, as signatures and encrypted parameters are spelled on the wire.
///
/// Emitting keeps one case throughout; decoding accepts both, because platforms answer in either (platforms/tianyi.md §1).
public enum Hex {
  /// Two digits for every byte.
  public static func encode(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
    var text: [UInt8] = []
    append(bytes, uppercase: uppercase, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the digits as ASCII bytes: use it to write straight into a request.
  @inlinable
  public static func append(_ bytes: some Sequence<UInt8>, uppercase: Bool = false, to out: inout [UInt8]) {
    for byte in bytes {
      out.append(digit(byte >> 4, uppercase: uppercase))
      out.append(digit(byte & 0x0F, uppercase: uppercase))
    }
  }

  /// The ASCII digit of a value from 0 to 15.
  @inlinable
  public static func digit(_ value: UInt8, uppercase: Bool = false) -> UInt8 {
    switch value {
    case 0...9: UInt8(ascii: "0") + value
    default: (uppercase ? UInt8(ascii: "A") : UInt8(ascii: "a")) + value - 10
    }
  }

  /// The value of one digit, 0 to 15, or nil when the byte is not a hexadecimal digit.
  @inlinable
  public static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The bytes behind ASCII digits of either case, without prefix or separators.
  ///
  /// - Throws: ``HexError`` at the first byte that is no digit, or when a digit is left over.
  public static func decode(_ text: some Sequence<UInt8>) throws(HexError) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    var offset = 0
    for character in text {
      guard let digit = value(character) else { throw .notADigit(offset: offset) }
      if let waiting = high {
        bytes.append(waiting << 4 | digit)
        high = nil
      } else {
        high = digit
      }
      offset += 1
    }
    if high != nil { throw .oddLength(offset) }
    return bytes
  }

  /// The bytes behind a string of digits of either case.
  ///
  /// - Throws: ``HexError``, with offsets in UTF-8 bytes.
  public static func decode(_ text: String) throws(HexError) -> [UInt8] {
    try decode(text.utf8)
  }
}

/// Why a text is not hexadecimal. It never quotes the text, which may be a secret.
public enum HexError: Error, Equatable, Sendable {
  /// The text has this many digits; a whole number of bytes needs an even number.
  case oddLength(Int)
  /// The byte at this offset is not one of 0-9, a-f, A-F.
  case notADigit(offset: Int)
}
