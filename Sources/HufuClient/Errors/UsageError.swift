public import HufuSigning

/// A call or command that was written wrongly. Nothing was sent.
public struct UsageError: ExplainedError, Equatable {
  public var message: Bilingual
  public var remedy: Bilingual?
  public var kind: ErrorKind { .usage }

  public init(_ message: Bilingual, remedy: Bilingual? = nil) {
    self.message = message
    self.remedy = remedy
  }

  public init(zh: String, en: String, remedy: Bilingual? = nil) { self.init(Bilingual(zh: zh, en: en), remedy: remedy) }
}
