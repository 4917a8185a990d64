/// Corrected Block TEA (Wheeler and Needham, 1998) as Tianyi uses it: little-endian words, the plaintext's byte length as one more word.
///
/// The key is the first 16 bytes of what is given, shorter ones padded with zeros, and everything after a NUL zeroed
/// (platforms/tianyi.md §2). So a secret of 32 characters has only the strength of its first 16. XXTEA does not authenticate:
/// whatever a wrong key or damage produces is caught by the length word alone, and not always.
public struct XXTEA: KeyHolder {
  private static let delta: UInt32 = 0x9E37_79B9
  private let key: [UInt32]

  /// A key of any length; text keys are their UTF-8 bytes, never decoded hex.
  public init(key: [UInt8]) {
    let used = key.prefix(16).prefix { $0 != 0 }
    self.key = Self.words(used + [UInt8](repeating: 0, count: 16 - used.count))
  }

  /// The ciphertext, a multiple of four bytes; nothing stays nothing.
  public func encrypt(_ plaintext: [UInt8]) -> [UInt8] {
    guard !plaintext.isEmpty else { return [] }
    var words = Self.words(plaintext[...])
    words.append(UInt32(truncatingIfNeeded: plaintext.count))
    encipher(&words)
    return Self.bytes(words[...])
  }

  /// The plaintext behind a ciphertext.
  ///
  /// - Throws: ``XXTEAError`` where the ciphertext cannot be one, or its length word shows a wrong key or damage.
  public func decrypt(_ ciphertext: [UInt8]) throws(XXTEAError) -> [UInt8] {
    guard !ciphertext.isEmpty else { throw .empty }
    guard ciphertext.count.isMultiple(of: 4) else { throw .notWholeWords(ciphertext.count) }
    guard ciphertext.count >= 8 else { throw .tooShort(ciphertext.count) }
    var words = Self.words(ciphertext[...])
    decipher(&words)
    let room = 4 * (words.count - 1)
    guard let length = words.last.flatMap(Int.init(exactly:)), (room - 3...room).contains(length) else { throw .lengthWord }
    return Array(Self.bytes(words.dropLast()).prefix(length))
  }

  private func encipher(_ words: inout [UInt32]) {
    var sum: UInt32 = 0
    for _ in 0..<(6 + 52 / words.count) {
      sum &+= Self.delta
      for index in words.indices {
        let before = words[index == 0 ? words.count - 1 : index - 1]
        let after = words[index == words.count - 1 ? 0 : index + 1]
        words[index] &+= mix(before, after, sum: sum, index: index)
      }
    }
  }

  private func decipher(_ words: inout [UInt32]) {
    let rounds = 6 + 52 / words.count
    var sum = UInt32(truncatingIfNeeded: rounds) &* Self.delta
    for _ in 0..<rounds {
      for index in words.indices.reversed() {
        let before = words[index == 0 ? words.count - 1 : index - 1]
        let after = words[index == words.count - 1 ? 0 : index + 1]
        words[index] &-= mix(before, after, sum: sum, index: index)
      }
      sum &-= Self.delta
    }
  }

  /// The paper's MX: `before` is its z, `after` its y.
  private func mix(_ before: UInt32, _ after: UInt32, sum: UInt32, index: Int) -> UInt32 {
    let shifted = (before >> 5 ^ after << 2) &+ (after >> 3 ^ before << 4)
    let keyed = (sum ^ after) &+ (key[(index & 3) ^ Int(sum >> 2 & 3)] ^ before)
    return shifted ^ keyed
  }

  private static func words(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: (bytes.count + 3) / 4)
    for (index, byte) in bytes.enumerated() { words[index / 4] |= UInt32(byte) << UInt32(8 * (index % 4)) }
    return words
  }

  private static func bytes(_ words: ArraySlice<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * words.count)
    for word in words {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return bytes
  }
}

/// Why a ciphertext is not XXTEA's, or not under this key.
public enum XXTEAError: Error, Equatable, Sendable {
  /// There is no ciphertext.
  case empty
  /// The ciphertext has this many bytes, which is no multiple of four.
  case notWholeWords(Int)
  /// The ciphertext has this many bytes; data and length word take at least eight.
  case tooShort(Int)
  /// The length word does not fit the data before it: wrong key or damage.
  case lengthWord
}
