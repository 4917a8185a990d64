/// A run that a sandbox plays, and how it truly ends: what to type to see a verdict. Conformance tests run each of them.
public struct SandboxEnding: Sendable {
  public var job: String
  /// ``Verdict/running`` for one that goes on for longer than anybody waits in a trial.
  public var verdict: Verdict
  public var arguments: Arguments

  public init(_ job: String, _ verdict: Verdict, _ arguments: Arguments) {
    self.job = job
    self.verdict = verdict
    self.arguments = arguments
  }
}
