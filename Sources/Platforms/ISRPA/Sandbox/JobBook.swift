import HufuSigning

/// The jobs of the made-up platform; what a job does is a function of when it was created and of the time.
struct JobBook: Sendable {
  struct Job: Sendable {
    var id: String
    var parameters: [QueryItem]
    var created: Timestamp

    /// WAITING for two seconds, RUNNING for six, then SUCCESS.
    func state(at now: Timestamp) -> String {
      switch now - created {
      case ..<Duration.seconds(2): "WAITING"
      case ..<Duration.seconds(8): "RUNNING"
      default: "SUCCESS"
      }
    }
  }

  private var jobs: [String: Job] = [:]
  private var count = 0
  /// How many of the next jobs are answered with success and never exist.
  var swallowing = 0

  mutating func create(_ parameters: [QueryItem], at now: Timestamp) -> Job {
    count += 1
    let job = Job(id: "J\(100_000 + count)", parameters: parameters, created: now)
    if swallowing > 0 { swallowing -= 1 } else { jobs[job.id] = job }
    return job
  }

  subscript(id: String) -> Job? { jobs[id] }
}
