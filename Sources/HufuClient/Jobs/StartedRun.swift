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
