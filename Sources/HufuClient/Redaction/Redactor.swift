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
    /// What was learnt since text was cleaned last. Most runs print little, so learning costs no more than this.
    var news: [String] = []
    var spellings = SpellingIndex()

    /// Begins the index anew, without the signatures that are past.
    mutating func forget() {
      spellings = SpellingIndex()
      news = Array(lasting) + passing
    }
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
    let texts = [text] + CookieText.values(in: text)
    known.withLock { known in
      for text in texts where known.lasting.insert(text).inserted { known.news.append(text) }
    }
  }

  /// Learns a value that is secret for a short while only: a signature.
  func learn(passing text: String) {
    guard text.utf8.count >= Self.shortest else { return }
    known.withLock { known in
      guard known.passing.count == Self.passingLimit else {
        known.passing.append(text)
        return known.news.append(text)
      }
      known.passing[known.oldest] = text
      known.oldest = (known.oldest + 1) % Self.passingLimit
      known.news.append(text)
      if known.news.count > 2 * Self.passingLimit { known.forget() }
    }
  }

  /// The text with every known spelling of every known secret replaced.
  public func clean(_ text: String) -> String {
    known.withLock { known in
      if known.spellings.count > known.lasting.count + 2 * Self.passingLimit { known.forget() }
      for secret in known.news { known.spellings.insert(secret) }
      known.news = []
      return known.spellings.clean(text)
    }
  }
}
