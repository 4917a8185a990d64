/// The spellings of many secrets, by their first bytes: a text is looked through once, however many there are.
///
/// It compares bytes. Characters would not do: a secret in front of a combining mark is no run of whole characters.
struct SpellingIndex {
  private var byStart: [UInt32: [[UInt8]]] = [:]
  /// The secrets in it.
  private var secrets: Set<String> = []

  var count: Int { secrets.count }

  mutating func insert(_ secret: String) {
    guard secrets.insert(secret).inserted else { return }
    for spelling in Set(SecretSpellings.of(secret)) where spelling.utf8.count >= Redactor.shortest {
      let bytes = Array(spelling.utf8)
      byStart[Self.start(of: bytes, at: 0), default: []].append(bytes)
    }
  }

  /// The text with each spelling replaced; of several that overlap nothing is left.
  func clean(_ text: String) -> String {
    guard !byStart.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var cleaned: [UInt8] = []
    /// Where what was replaced last ends.
    var end = 0
    var copied = 0
    for index in bytes.indices.dropLast(3) {
      guard let candidates = byStart[Self.start(of: bytes, at: index)] else { continue }
      let rest = bytes[index...]
      guard let length = candidates.lazy.filter({ rest.starts(with: $0) }).map(\.count).max() else { continue }
      if index >= end {
        cleaned += bytes[copied..<index]
        cleaned += Redactor.mark.utf8
      }
      end = max(end, index + length)
      copied = end
    }
    return copied == 0 ? text : String(decoding: cleaned + bytes[copied...], as: UTF8.self)
  }

  private static func start(of bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8 | UInt32(bytes[index + 3])
  }
}
