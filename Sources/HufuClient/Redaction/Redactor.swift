public import HufuSigning
import Synchronization

/// Cleans text that is about to be shown: every secret it has learnt, in every spelling, and every place where secrets stand.
///
/// Secrets are learnt as they pass (credentials when a profile is read, tokens when they are fetched, signatures when they are made), so
/// cleaning needs no knowledge of who prints what.
public final class Redactor: Sendable {
  private let spellings = Mutex<Set<String>>([])

  public init() {}

  /// What stands where a secret stood.
  public static let mark = "<redacted>"

  /// Texts shorter than this are no secrets: cleaning them out would make everything unreadable.
  static let shortest = 6

  public func learn(_ secret: Secret) { learn(secret.reveal()) }

  public func learn(_ text: String) {
    guard text.utf8.count >= Self.shortest else { return }
    let bytes = Array(text.utf8)
    var found: Set<String> = [text]
    for dialect in [PercentEncoding.unreserved, .pythonQuote, .formJava, .formPython] {
      let encoded = dialect.encode(text)
      found.insert(encoded)
      found.insert(encoded.lowercased())
      found.insert(dialect.encode(encoded))
    }
    let base64 = Base64.encode(bytes)
    found.insert(base64)
    found.insert(String(base64.prefix { $0 != "=" }))
    found.insert(PercentEncoding.unreserved.encode(base64))
    found.insert(Hex.encode(bytes))
    found.insert(Hex.encode(bytes, uppercase: true))
    found.insert(String(decoding: JSONWriter.compact(.string(text)).dropFirst().dropLast(), as: UTF8.self))
    spellings.withLock { $0.formUnion(found.filter { $0.utf8.count >= Self.shortest }) }
  }

  /// The text with every known spelling of every known secret replaced.
  public func clean(_ text: String) -> String {
    let known = spellings.withLock { $0.sorted { $0.utf8.count > $1.utf8.count } }
    return known.reduce(text) { text, secret in text.contains(secret) ? text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: Self.mark) : text }
  }
}
