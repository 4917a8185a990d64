public import HufuSigning
import Synchronization

/// Cleans text that is about to be shown of every secret it has learnt, in every spelling.
///
/// Secrets are learnt as they pass (credentials when a profile is read, tokens when they are fetched, signatures when they are made), so
/// cleaning needs no knowledge of who prints what.
public final class Redactor: Sendable {
  private struct Known {
    /// Credentials and tokens, for as long as the process lives.
    var lasting: Set<String> = []
    /// Signatures, each good for one request: the last ones suffice.
    var passing: [String] = []
    var oldest = 0
  }

  private let known = Mutex(Known())

  public init() {}

  /// What stands where a secret stood.
  public static let mark = "<redacted>"

  /// The fewest bytes of a secret.
  static let shortest = 6
  /// How many signatures are remembered.
  static let passingLimit = 256

  /// Takes in a credential or a token, for as long as the process lives.
  public func learn(_ secret: Secret) { learn(secret.reveal()) }

  /// The same for a text; one of fewer than 6 bytes is no secret, cleaning it out would make everything unreadable.
  public func learn(_ text: String) {
    guard text.utf8.count >= Self.shortest else { return }
    known.withLock { _ = $0.lasting.insert(text) }
  }

  /// Learns a value that is secret for a short while only: a signature.
  func learn(passing text: String) {
    guard text.utf8.count >= Self.shortest else { return }
    known.withLock { known in
      if known.passing.count < Self.passingLimit {
        known.passing.append(text)
      } else {
        known.passing[known.oldest] = text
        known.oldest = (known.oldest + 1) % Self.passingLimit
      }
    }
  }

  /// The text with every known spelling of every known secret replaced.
  public func clean(_ text: String) -> String {
    let secrets = known.withLock { $0.lasting.union($0.passing) }
    let spellings = Set(secrets.flatMap(Self.spellings)).sorted { $0.utf8.count > $1.utf8.count }
    return spellings.reduce(text) { text, spelling in text.replacing(spelling, with: Self.mark) }
  }

  /// How a secret may be written: as it is, percent-encoded once and twice in every dialect, in base64, in hex, and inside JSON.
  private static func spellings(of text: String) -> [String] {
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
    return found.filter { $0.utf8.count >= shortest }
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
