public import HufuSigning

/// How a person signs in, where a platform's tokens begin that way: `hufu login PROFILE`.
///
/// A person brings a code, from ``browser`` or from elsewhere, and ``exchange`` makes an access token of it.
public struct SignIn: Sendable {
  /// What the code is called and where it comes from, for who has to bring it.
  public var code: Bilingual
  /// The page that gives the code; nil where the platform has none that Hufu could open.
  public var browser: BrowserSignIn?
  public var exchange: @Sendable (_ connection: Connection, _ code: Secret, _ now: Timestamp) async throws -> AccessToken

  public init(
    code: Bilingual, browser: BrowserSignIn? = nil,
    exchange: @escaping @Sendable (_ connection: Connection, _ code: Secret, _ now: Timestamp) async throws -> AccessToken
  ) {
    self.code = code
    self.browser = browser
    self.exchange = exchange
  }
}
