/// A text that must not be seen: it prints, mirrors, interpolates and dumps as `<redacted>`.
///
/// Use it for every secret key, password and token. Only a place that truly needs the text (a signer, a header writer, `--reveal`) calls
/// ``reveal()``. A secret decodes but never encodes, so it cannot slip into a file with the value around it.
public struct Secret: Sendable, Hashable, Decodable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  public init(_ text: String) { self.text = text }

  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// The secret itself. Do not log, print or store what this returns.
  public func reveal() -> String { text }

  /// The secret's UTF-8 bytes, as keys are used.
  public var bytes: [UInt8] { Array(text.utf8) }
  public var isEmpty: Bool { text.isEmpty }

  public var description: String { "<redacted>" }
  public var debugDescription: String { "<redacted>" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
