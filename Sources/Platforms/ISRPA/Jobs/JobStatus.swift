public import HufuClient
public import HufuSigning

extension ISRPA {
  /// How one server is asked for a job: what its own manual says, because the vendor publishes no such call (platforms/isrpa.md §5).
  ///
  /// The setting `jobStatus`, a mapping in YAML or the same as JSON text:
  ///
  /// ```yaml
  /// jobStatus:
  ///   call: GET /oapi/v1/job/detail?jobId={id}
  ///   id: /result/jobId
  ///   state: /result/status
  ///   passed: SUCCESS
  ///   failed: [FAILED, TIMEOUT]
  /// ```
  ///
  /// Pointers count from the whole answer. A word that stands in none of the lists is waited on and never a pass.
  public struct JobStatus: Decodable, Sendable {
    /// The parts of the setting.
    enum Part: String, CaseIterable {
      case call, id, state, passed, failed, stopped, running, missing, message, progress, started, ended, echo, stop
    }

    /// Asks for one job.
    let call: JobCall
    /// Where the answer of job.create holds the job's id.
    let id: JSONPointer
    /// Where the status answer holds the state.
    let state: JSONPointer
    /// What the server's words mean.
    let phases: [String: RunStatus.Phase]
    /// Codes of an answer, or HTTP statuses where it has none, that mean: no such job, or not yet.
    let missing: Set<String>
    let message: JSONPointer?
    /// A share in percent.
    let progress: JSONPointer?
    let started: JSONPointer?
    let ended: JSONPointer?
    /// Where the status answer repeats the job's id.
    let echo: JSONPointer?
    /// Stops one job.
    let stop: JobCall?

    /// - Throws: ``HufuClient/ConfigurationError`` that says which part, and what was expected there.
    public init(_ mapping: JSONValue) throws(ConfigurationError) {
      let parts = try JobStatusParts(mapping)
      guard let call = try parts.call(.call) else { throw JobStatusParts.missing(.call) }
      guard call.method != .delete else { throw JobStatusParts.deletes }
      guard let id = try parts.pointer(.id) else { throw JobStatusParts.missing(.id) }
      guard let state = try parts.pointer(.state) else { throw JobStatusParts.missing(.state) }
      self.call = call
      self.id = id
      self.state = state
      phases = try parts.phases()
      missing = Set(try parts.words(.missing))
      message = try parts.pointer(.message)
      progress = try parts.pointer(.progress)
      started = try parts.pointer(.started)
      ended = try parts.pointer(.ended)
      echo = try parts.pointer(.echo)
      stop = try parts.call(.stop)
    }

    public init(from decoder: any Decoder) throws { try self.init(try DecodedJSON(from: decoder).value) }
  }
}
