public import HufuSigning

/// What a profile or a caller can say about how requests are sent.
public struct ConnectionOptions: Sendable {
  public var retry = RetryPolicy()
  /// Requests per second; nil for no limit of ours.
  public var rate: Double?
  /// Constant headers, put on every request; they may not name what the scheme owns.
  public var headers: [HeaderField] = []
  /// The largest answer that is collected, in bytes.
  public var answerLimit = 64 << 20
  /// Whether a refusal with a far-off `Date` corrects our clock once (over TLS or loopback only).
  public var correctsSkew = true
  /// Hears what is no error. Called from any task.
  public var notice: @Sendable (Notice) -> Void = { _ in }
  /// Learns every secret that passes, so that what is printed can be cleaned.
  public var redactor = Redactor()
  /// Credentials by name, used where an operation takes one of them as a secret argument.
  package var credentials: [String: Secret] = [:]
  /// Where tokens are shared with other processes; nil keeps them in memory.
  public var tokenStore: (any TokenStore)?
  /// Whether tokens are renewed ahead of their end, in the background, or used to the end.
  public var tokenRenewal = TokenRenewal.ahead
  /// Tells sign-ins apart of which no answer says whose they are (``TokenSource/knowsUser``); a profile puts its name here.
  public var signInName: String?
  /// A token to use instead of fetching one.
  public var token: AccessToken?

  public init() {}
}
