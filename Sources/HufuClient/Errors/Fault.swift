public import HufuSigning

/// One entry of a platform's error catalogue: how to recognise a refusal, what it means, and what to do.
///
/// One literal feeds the classification of answers, the sandbox's refusals, `hufu explain`, and the docs.
public struct Fault: Sendable, Equatable {
  /// The form of the body a refusal comes in.
  public enum BodyForm: String, Sendable {
    case envelope, text, html, redirect
  }

  /// The Swift name: `expiredSignature`.
  public var name: String
  /// The platform's codes for it, as it spells them.
  public var codes: [String]
  /// Texts of which one stands in the body, in any ASCII case.
  public var texts: [String]
  /// The HTTP status it comes with, when that is fixed.
  public var status: Int?
  public var form: BodyForm
  public var kind: ErrorKind
  public var meaning: Bilingual
  public var remedy: Bilingual
  /// Whether the platform refuses before doing anything, so that even a write may be repeated.
  public var isBeforeWork: Bool

  public init(
    _ name: String, codes: [String] = [], texts: [String] = [], status: Int? = nil, form: BodyForm = .envelope, kind: ErrorKind,
    meaning: Bilingual, remedy: Bilingual, isBeforeWork: Bool = false
  ) {
    self.name = name
    self.codes = codes
    self.texts = texts
    self.status = status
    self.form = form
    self.kind = kind
    self.meaning = meaning
    self.remedy = remedy
    self.isBeforeWork = isBeforeWork || kind == .throttled || kind == .unauthenticated
  }
}
