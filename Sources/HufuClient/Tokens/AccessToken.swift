public import HufuSigning

/// What a server lends: the value to show, its life, and what renews it.
///
/// Its times are by this machine's clock, so that all processes here read them alike, whatever each of them knows of the server's clock.
public struct AccessToken: Sendable, Hashable {
  public var value: Secret
  /// Trades this token for the next one, where the platform has such a thing.
  public var refresh: Secret?
  /// Who it speaks for, when that is known.
  public var subject: String?
  public var issued: Timestamp?
  /// The end of its life; nil when unknown.
  public var expires: Timestamp?
  public var refreshExpires: Timestamp?

  public init(
    _ value: Secret, refresh: Secret? = nil, subject: String? = nil, issued: Timestamp? = nil, expires: Timestamp? = nil,
    refreshExpires: Timestamp? = nil
  ) {
    self.value = value
    self.refresh = refresh
    self.subject = subject
    self.issued = issued
    self.expires = expires
    self.refreshExpires = refreshExpires
  }

  /// How long before its end a token is renewed: `min(60 s, a quarter of its life)`. Zero when its end is unknown.
  public var margin: Duration {
    guard let expires else { return .zero }
    let life = issued.map { expires - $0 } ?? .seconds(3600)
    return min(.seconds(60), life / 4)
  }

  /// From this moment on the next one may be fetched; nil when its end is unknown.
  public var renewAfter: Timestamp? { expires.map { $0 - margin } }

  /// Whether its end is still to come, or unknown.
  public func lives(at now: Timestamp) -> Bool { expires.map { now < $0 } ?? true }

  /// What renews it, unless its life is over.
  public func livingRefresh(at now: Timestamp) -> Secret? { refreshExpires.map { now < $0 } ?? true ? refresh : nil }

  /// The same with nothing to renew it, where that was `spent`.
  public func without(refresh spent: Secret) -> AccessToken {
    guard refresh == spent else { return self }
    var token = self
    token.refresh = nil
    token.refreshExpires = nil
    return token
  }

  /// The same with its times by a clock that is so far ahead.
  func shifted(by offset: Duration) -> AccessToken {
    var token = self
    token.issued = issued.map { $0 + offset }
    token.expires = expires.map { $0 + offset }
    token.refreshExpires = refreshExpires.map { $0 + offset }
    return token
  }
}
