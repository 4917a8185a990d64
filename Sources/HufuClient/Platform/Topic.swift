public import HufuSigning

/// Something about a platform that is worth a page of its own: how to switch token authentication on, say.
public struct Topic: Sendable, Equatable {
  public var name: String
  public var title: Bilingual
  /// Plain text, some lines long, ready for a terminal.
  public var text: Bilingual

  public init(_ name: String, title: Bilingual, text: Bilingual) {
    self.name = name
    self.title = title
    self.text = text
  }
}
