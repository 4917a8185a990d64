/// One test of a run.
public struct CaseResult: Sendable, Equatable {
  public enum Outcome: String, Sendable {
    case passed, failed
    /// It could not be carried out, or ended without saying which.
    case error
    /// Not run, or a failure the platform knows to be false.
    case skipped
  }

  /// The platform's id of the case; the same in every run.
  public var id: String
  public var name: String
  /// What sort of case: `api`, `scenario`, `load`, `ui`, `functional`.
  public var group: String
  public var outcome: Outcome
  public var message: String?
  public var duration: Duration?

  public init(id: String, name: String, group: String, _ outcome: Outcome, message: String? = nil, duration: Duration? = nil) {
    self.id = id
    self.name = name
    self.group = group
    self.outcome = outcome
    self.message = message
    self.duration = duration
  }
}
