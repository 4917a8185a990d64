public import HufuSigning

/// What looking for a lost run has brought.
public enum FoundRun: Sendable, Equatable {
  case found(StartedRun)
  /// Nothing yet; it is looked for a few times more.
  case none
  /// Several may be it; none is taken for it.
  case ambiguous([String])
  /// The platform has no way to look for it; a clause that says so.
  case unknowable(Bilingual)

  /// What candidates amount to: the only one is the lost run, of several none is taken for it.
  ///
  /// - Parameters:
  ///   - id: tells the candidates apart, for whoever has to look at them.
  ///   - take: makes the run of the one.
  public static func among<Candidate>(
    _ candidates: [Candidate], id: (Candidate) -> String, take: (Candidate) throws -> StartedRun
  ) rethrows -> FoundRun {
    guard let only = candidates.first else { return .none }
    return candidates.count == 1 ? .found(try take(only)) : .ambiguous(candidates.map(id))
  }
}
