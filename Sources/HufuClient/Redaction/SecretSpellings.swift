import HufuSigning

/// How a secret may be written: as it is, percent-encoded once and twice in every dialect, in base64, in hex, and inside JSON; and where it
/// comes percent-encoded, as some servers issue theirs, what is behind that in all these ways too.
enum SecretSpellings {
  static func of(_ text: String) -> [String] {
    let once = PercentEncoding.decode(text)
    return Set([text, once, PercentEncoding.decode(once)]).flatMap(written)
  }

  private static func written(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var found = [text, Hex.encode(bytes), Hex.encode(bytes, uppercase: true)]
    for dialect in [PercentEncoding.unreserved, .pythonQuote, .formJava, .formPython] {
      let encoded = dialect.encode(text)
      found += [encoded, lowercasingEscapes(encoded), dialect.encode(encoded)]
    }
    let base64 = Base64.encode(bytes)
    let urlSafe = String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    for written in [base64, urlSafe] { found += [written, String(written.prefix { $0 != "=" })] }
    found += [PercentEncoding.unreserved.encode(base64)] + JSONSpellings.of(text)
    return found
  }

  /// `%2F` as `%2f`, every other letter as it was.
  private static func lowercasingEscapes(_ text: String) -> String {
    var digits = 0
    return String(
      decoding: text.utf8.map { byte in
        defer { digits = byte == UInt8(ascii: "%") ? 2 : max(digits - 1, 0) }
        return digits > 0 && (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) ? byte | 0x20 : byte
      }, as: UTF8.self)
  }
}
