public import HufuSigning

/// A run as the platform knows it.
public struct StartedRun: Sendable, Equatable {
  /// What `--resume` takes: everything needed to find the run again, in one text without spaces.
  public var id: String
  /// Where a person can watch it.
  public var link: String?
  /// What should be said about how it began: attached to a running scan, found again after a lost answer.
  public var note: Bilingual?

  public init(_ id: String, link: String? = nil, note: Bilingual? = nil) {
    self.id = id
    self.link = link
    self.note = note
  }
}

/// A start that was sent and not answered.
public struct LostStart: Sendable {
  /// When it was sent, and when it was given up; by this machine's clock as corrected for the server.
  public var sent: Timestamp
  public var lost: Timestamp
  public var error: any ExplainedError

  public init(sent: Timestamp, lost: Timestamp, error: any ExplainedError) {
    self.sent = sent
    self.lost = lost
    self.error = error
  }
}

/// What looking for a lost run has brought.
public enum FoundRun: Sendable, Equatable {
  case found(StartedRun)
  /// Nothing yet; it is looked for a few times more.
  case none
  /// Several may be it; none is taken for it.
  case ambiguous([String])
  /// The platform has no way to look for it; a clause that says so.
  case unknowable(Bilingual)
}
