/// Percent-encoding in the dialect of one encoder: which bytes stay as they are, and what becomes of a space.
///
/// Everything else is written as `%XX` with upper-case digits, byte by byte, so text is encoded as UTF-8.
public struct PercentEncoding: Sendable {
  /// One bit for each ASCII byte that is written as it is.
  @usableFromInline let literals: (low: UInt64, high: UInt64)
  @usableFromInline let plusForSpace: Bool

  private init(literals: String, plusForSpace: Bool = false) {
    var bits: (low: UInt64, high: UInt64) = (0, 0)
    for byte in (Self.letters + literals).utf8 {
      if byte < 64 { bits.low |= 1 << UInt64(byte) } else { bits.high |= 1 << UInt64(byte - 64) }
    }
    self.literals = bits
    self.plusForSpace = plusForSpace
  }

  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

  /// RFC 3986 §2.3: letters, digits and `-._~` stay.
  public static let unreserved = Self(literals: "-._~")
  /// RFC 3986 §3.3: also sub-delimiters, `:`, `@` and `/` stay, as in a path.
  public static let path = Self(literals: "-._~!$&'()*+,;=:@/")
  /// `urllib.parse.quote(text)`: unreserved and `/` stay (platforms/isrpa.md §2).
  public static let pythonQuote = Self(literals: "-._~/")
  /// `urllib.parse.quote(text, safe='')`.
  public static let pythonQuoteAll = Self(literals: "-._~")
  /// `java.net.URLEncoder`: letters, digits and `-._*` stay, a space becomes `+`.
  public static let formJava = Self(literals: "-._*", plusForSpace: true)
  /// `urllib.parse.quote_plus`, and so `urlencode`: unreserved stay, a space becomes `+`.
  public static let formPython = Self(literals: "-._~", plusForSpace: true)

  /// Appends the encoded bytes: use it to write straight into a request.
  @inlinable
  public func encode(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
    for byte in bytes {
      if isLiteral(byte) {
        out.append(byte)
      } else if byte == UInt8(ascii: " "), plusForSpace {
        out.append(UInt8(ascii: "+"))
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(Hex.digit(byte >> 4, uppercase: true))
        out.append(Hex.digit(byte & 0x0F, uppercase: true))
      }
    }
  }

  /// The encoded text of a string.
  public func encode(_ text: String) -> String {
    var out: [UInt8] = []
    encode(text.utf8, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @inlinable
  func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<64: literals.low >> UInt64(byte) & 1 == 1
    case 64..<128: literals.high >> UInt64(byte - 64) & 1 == 1
    default: false
    }
  }
}
