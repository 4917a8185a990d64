public import HufuSigning

/// What a run came to, in the words every output format shares.
public struct RunReport: Sendable {
  public var verdict: Verdict
  /// What was run, for people: the plan's name, the repository and branch, the pipeline and build number.
  public var title: String
  /// A page where a person reads the result.
  public var link: ReportLink?
  public var started: Timestamp?
  public var ended: Timestamp?
  /// The numbers that were looked at, with the limits they were held to.
  public var measures: [Measure]
  /// Tests, for test platforms.
  public var cases: [CaseResult]
  /// Findings in source code, for scanners.
  public var issues: [CodeIssue]
  /// Stages and steps, for pipelines.
  public var steps: [RunStep]
  public var artifacts: [Artifact]
  /// Why the verdict is what it is; one sentence each.
  public var reasons: [Bilingual]
  /// What went wrong on the side and did not change the verdict.
  public var warnings: [Bilingual]
  /// The last lines the run wrote after its last status.
  public var log: [LogLine]

  public init(
    _ verdict: Verdict, title: String, link: ReportLink? = nil, started: Timestamp? = nil, ended: Timestamp? = nil,
    measures: [Measure] = [], cases: [CaseResult] = [], issues: [CodeIssue] = [], steps: [RunStep] = [], artifacts: [Artifact] = [],
    reasons: [Bilingual] = [], warnings: [Bilingual] = [], log: [LogLine] = []
  ) {
    self.verdict = verdict
    self.title = title
    self.link = link
    self.started = started
    self.ended = ended
    self.measures = measures
    self.cases = cases
    self.issues = issues
    self.steps = steps
    self.artifacts = artifacts
    self.reasons = reasons
    self.warnings = warnings
    self.log = log
  }
}

extension RunReport {
  /// The test cases that failed or could not be carried out.
  public var failures: [CaseResult] { cases.filter { $0.outcome == .failed || $0.outcome == .error } }
  /// The steps that failed or were stopped.
  public var brokenSteps: [RunStep] { steps.filter { $0.state == .failed || $0.state == .stopped } }
}

/// A page about a run, and how long it can be opened.
public struct ReportLink: Sendable, Equatable {
  public var address: String
  /// nil where it does not run out, or nobody knows.
  public var expires: Timestamp?

  public init(_ address: String, expires: Timestamp? = nil) {
    self.address = address
    self.expires = expires
  }
}
