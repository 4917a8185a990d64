import HufuSigning

/// The last steps every release shares: quote the whole source text, HMAC-SHA256 it, write the code as hex, and that text as base64.
///
/// The vendor's one published example (RPA9, key `isearch`) comes out of it byte for byte (platforms/isrpa.md §2).
struct SourceSignature: KeyHolder {
  private let keyed: HMACSHA256
  private let quoting: PercentEncoding

  /// - Parameters:
  ///   - key: what the release signs with; the access token's UTF-8 bytes since 2020.4.
  ///   - quoting: Python's `quote`, or the same with `/` quoted too.
  init(key: some Sequence<UInt8>, quoting: PercentEncoding) {
    keyed = HMACSHA256(key: key)
    self.quoting = quoting
  }

  /// The source text of 2020.4: what stands for the parameters, then token and time.
  static func source(_ parameters: [UInt8], token: String, timestamp: String) -> [UInt8] {
    var source = parameters
    source.put("&token=")
    source.put(token)
    source.put("&timestamp=")
    source.put(timestamp)
    return source
  }

  /// The signature of a source text: 88 ASCII bytes, the last two `==`.
  func text(of source: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = []
    quoted.reserveCapacity(source.count * 2)
    quoting.encode(source, into: &quoted)
    var hex: [UInt8] = []
    hex.reserveCapacity(64)
    Hex.append(keyed.code(for: quoted), to: &hex)
    var text: [UInt8] = []
    text.reserveCapacity(88)
    Base64.append(hex, to: &text)
    return text
  }
}
