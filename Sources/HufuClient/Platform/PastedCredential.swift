public import HufuSigning

/// A credential as the platform's own page shows it, read from what a person copied there: `hufu login PROFILE --paste`.
public struct PastedCredential: Sendable {
  /// By the names of ``Platform/fields``.
  public var fields: [String: Secret]
  /// When it ends by the server's clock; nil when the page does not say.
  public var expires: Timestamp?

  public init(_ fields: [String: Secret], expires: Timestamp? = nil) {
    self.fields = fields
    self.expires = expires
  }
}
