import HufuSigning

extension JSONValue {
  /// The number, or null.
  static func maybe(_ number: Int?) -> JSONValue { number.map { .int($0) } ?? .null }
  /// The text, or null.
  static func maybe(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  /// The moment in China's time, or null.
  static func maybe(_ time: Timestamp?) -> JSONValue { maybe(time.map(ClockText.iso)) }

  /// An object of counts by name. TCA leaves zeros out (platforms/tca.md §0.8).
  static func counts(_ counts: [(String, Int)]) -> JSONValue {
    .object(counts.filter { $0.1 != 0 }.map { Member($0.0, .int($0.1)) })
  }

  /// This object with the members of another behind its own.
  func joined(with other: JSONValue) -> JSONValue { .object((members ?? []) + (other.members ?? [])) }
}
