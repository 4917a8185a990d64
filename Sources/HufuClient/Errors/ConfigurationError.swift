public import HufuSigning

/// A profile, a setting or a secret reference that cannot be used: which file, line and field, and what was expected there.
public struct ConfigurationError: ExplainedError, Equatable {
  public var message: Bilingual
  public var remedy: Bilingual?
  /// The file it stands in and the place there, lines and columns counted from 1.
  public var file: String?
  public var line: Int?
  public var column: Int?
  public var kind: ErrorKind { .configuration }

  public init(_ message: Bilingual, remedy: Bilingual? = nil, file: String? = nil, line: Int? = nil, column: Int? = nil) {
    self.message = message
    self.remedy = remedy
    self.file = file
    self.line = line
    self.column = column
  }

  public init(zh: String, en: String, remedy: Bilingual? = nil) { self.init(Bilingual(zh: zh, en: en), remedy: remedy) }
}
