public import HufuSigning

/// What a server lends: the value to show, its life, and what renews it.
public struct AccessToken: Sendable, Hashable {
  public var value: Secret
  /// Trades this token for the next one, where the platform has such a thing.
  public var refresh: Secret?
  /// Who it speaks for, when that is known.
  public var subject: String?
  public var issued: Timestamp?
  /// The end of its life by the server's clock; nil when unknown.
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

  /// From this moment on a fresh one should be fetched: `min(60 s, a quarter of its life)` before the end.
  public var renewAfter: Timestamp? {
    guard let expires else { return nil }
    let life = issued.map { expires - $0 } ?? .seconds(3600)
    return expires - min(.seconds(60), life / 4)
  }
}
