public import HufuSigning

/// One setting of a platform: a value that changes how it is talked to and is no secret.
public struct SettingField: Sendable, Equatable {
  /// The type a text is read as.
  public enum Kind: String, Sendable {
    case text, int, bool, json
  }

  public var name: String
  public var kind: Kind
  /// The only values it may have; empty for any.
  public var allowed: [String]
  /// Taken when the profile says nothing; nil leaves it out.
  public var defaultValue: String?
  public var help: Bilingual

  public init(_ name: String, _ kind: Kind = .text, allowed: [String] = [], default defaultValue: String? = nil, help: Bilingual) {
    self.name = name
    self.kind = kind
    self.allowed = allowed
    self.defaultValue = defaultValue
    self.help = help
  }
}
