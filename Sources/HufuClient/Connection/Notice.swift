public import HufuSigning

/// Something a caller should hear that is no error: a retry, a corrected clock, a list that moved while it was read.
public struct Notice: Sendable, Equatable {
  /// What it is about, for programs.
  public enum Kind: String, Sendable {
    case retry, skew, token, paging, configuration, insecure
  }

  public var kind: Kind
  public var text: Bilingual

  public init(_ kind: Kind, zh: String, en: String) {
    self.kind = kind
    text = Bilingual(zh: zh, en: en)
  }
}
