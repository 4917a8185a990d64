/// A text for people, in Chinese and in English.
public struct Bilingual: Sendable, Hashable {
  public var zh: String
  public var en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// Nothing to say.
  public static let empty = Bilingual(zh: "", en: "")
  public var isEmpty: Bool { zh.isEmpty && en.isEmpty }

  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }

  /// The two texts one after the other, each half joined by a space (none in Chinese, after a full stop).
  public static func + (a: Bilingual, b: Bilingual) -> Bilingual { Bilingual(zh: a.zh + b.zh, en: a.en + " " + b.en) }
}

/// A language Hufu speaks.
public enum Language: String, Sendable, CaseIterable {
  case zh
  case en
}
