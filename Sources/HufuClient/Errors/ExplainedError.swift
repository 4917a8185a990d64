public import HufuSigning

/// An error that can say, in both languages, what happened and what to do next. Every error Hufu throws on purpose is one.
public protocol ExplainedError: Error {
  var kind: ErrorKind { get }
  /// The cause, in one sentence. Never holds a secret.
  var message: Bilingual { get }
  /// The next step.
  var remedy: Bilingual? { get }
  /// The platform's id, when a platform is involved.
  var platform: String? { get }
  /// The platform's own code, as it spells it.
  var code: String? { get }
  /// The code the platform's published client code uses (iS-RPA's 40…44).
  var clientCode: Int? { get }
  /// What to tell the platform's operators.
  var requestID: String? { get }
}

extension ExplainedError {
  public var remedy: Bilingual? { nil }
  public var platform: String? { nil }
  public var code: String? { nil }
  public var clientCode: Int? { nil }
  public var requestID: String? { nil }
}

extension SigningError: ExplainedError {
  public var kind: ErrorKind {
    switch reason {
    case .credential: .configuration
    case .tokenMissing: .unauthenticated
    case .unknownScheme: .configuration
    default: .usage
    }
  }
  public var code: String? { reason.description }
}
