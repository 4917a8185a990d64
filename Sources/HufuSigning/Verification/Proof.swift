/// What verification found: who signed, and what a server that remembers needs to refuse the same request twice.
public struct Proof: Sendable, Equatable {
  public var subject: String
  public var signedAt: Timestamp?
  /// Two requests with the same replay key are the same signature used twice; nil where the scheme has nothing of the kind.
  public var replayKey: String?

  public init(subject: String, signedAt: Timestamp? = nil, replayKey: String? = nil) {
    self.subject = subject
    self.signedAt = signedAt
    self.replayKey = replayKey
  }
}
