public import HufuSigning

/// A question only one platform raises about a working profile, for `hufu doctor`: the generation its server speaks, whether its token
/// authentication is on.
///
/// It may send reads through the connection and never writes. A question the answers do not decide is skipped, not guessed.
public struct PlatformCheck: Sendable {
  /// Two or three words; the English ones name it in JSON.
  public var name: Bilingual
  /// Never throws: what goes wrong is a finding.
  public var run: @Sendable (Connection) async -> Finding

  public init(zh: String, en: String, run: @escaping @Sendable (Connection) async -> Finding) {
    name = Bilingual(zh: zh, en: en)
    self.run = run
  }
}

/// What a check has found.
public struct Finding: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case pass, warn, fail
    /// Not looked at, or not to be decided; the text says why.
    case skip
  }

  public var status: Status
  /// One sentence. Never holds a secret.
  public var text: Bilingual
  /// The next step.
  public var remedy: Bilingual?
  /// What sort of trouble a failure is: it decides the exit code.
  public var kind: ErrorKind?

  public init(_ status: Status, _ text: Bilingual, remedy: Bilingual? = nil, kind: ErrorKind? = nil) {
    self.status = status
    self.text = text
    self.remedy = remedy
    self.kind = kind
  }

  public static func pass(zh: String, en: String) -> Finding { Finding(.pass, Bilingual(zh: zh, en: en)) }
  public static func skip(zh: String, en: String) -> Finding { Finding(.skip, Bilingual(zh: zh, en: en)) }
  public static func warn(zh: String, en: String, remedy: Bilingual) -> Finding {
    Finding(.warn, Bilingual(zh: zh, en: en), remedy: remedy)
  }
  public static func fail(_ kind: ErrorKind, zh: String, en: String, remedy: Bilingual?) -> Finding {
    Finding(.fail, Bilingual(zh: zh, en: en), remedy: remedy, kind: kind)
  }
}
