import HufuClient
import HufuSigning

/// Names for secrets that say nothing of them: one secret has one name in all of a file, and another one in the next file.
struct Pseudonyms {
  private let key: HMACSHA256
  private var names: [String: String] = [:]

  init(_ entropy: Entropy) { key = HMACSHA256(key: Array((entropy.uuid() + entropy.uuid()).utf8)) }

  /// `secret-1a2b3c`: six hexadecimal digits of its HMAC under this file's own key.
  mutating func name(_ secret: Secret) -> String {
    let text = secret.reveal()
    let name = "secret-" + Hex.encode(key.code(for: Array(text.utf8)).prefix(3))
    names[text] = name
    return name
  }

  /// The text with every secret that was named replaced by its name, the longest first; those of a few bytes would spoil everything.
  func replacing(in text: String) -> String {
    names.filter { $0.key.utf8.count >= 6 }.sorted { $0.key.count > $1.key.count }.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }
}
