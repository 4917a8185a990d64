import HufuSigning

/// The jobs of the made-up platform.
struct JobBook: Sendable {
  private var jobs: [String: SandboxJob] = [:]
  private var count = 0
  /// How many of the next jobs are answered with success and never exist.
  var swallowing = 0

  /// nil for parameters that choose no end or no length there is.
  mutating func create(_ parameters: [QueryItem], at now: Timestamp) -> SandboxJob? {
    guard let job = SandboxJob(id: "J\(100_001 + count)", parameters: parameters, created: now) else { return nil }
    count += 1
    if swallowing > 0 { swallowing -= 1 } else { jobs[job.id] = job }
    return job
  }

  subscript(id: String) -> SandboxJob? {
    get { jobs[id] }
    set { jobs[id] = newValue }
  }
}
