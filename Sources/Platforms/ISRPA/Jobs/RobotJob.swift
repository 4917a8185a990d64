import HufuClient
import HufuSigning

extension ISRPA {
  /// Creates a job and, where the setting `jobStatus` says how the server is asked for it, waits for its end and judges it.
  ///
  /// Creating is not idempotent (platforms/isrpa.md §3, trap 7), and nothing public looks a job up by anything but its id: a lost answer
  /// stays an open question.
  struct RobotJob: Job {
    typealias P = ISRPA

    static let name = "job"
    static let summary = Bilingual(
      zh: "创建作业；profile 写明了 jobStatus 时等待并判定结果", en: "Create a job; wait for it and judge it where the profile has jobStatus")
    static let parameters: [JobParameter] = []
    static let isOpen = true

    let client: Client<ISRPA>
    let inquiry: JobStatus?
    /// What job.create takes, in the order given.
    let fields: Arguments

    /// The job's id; empty until there is one.
    var job = ""
    /// What the last answer said.
    var seen: JobState?

    init(_ arguments: JobArguments, of platform: ISRPA, on client: Client<ISRPA>) throws {
      self.client = client
      inquiry = platform.settings.jobStatus
      var fields = Arguments()
      for member in arguments.extra { fields.append(member.key, .json(member.value)) }
      self.fields = fields
    }

    var whyUnfollowed: Bilingual? { inquiry == nil ? Self.unfollowed : nil }
    var whyUnstoppable: Bilingual? { inquiry?.stop == nil ? Self.unstoppable : nil }

    mutating func start() async throws -> StartedRun {
      let reply = try await client.connection.call("job.create", fields)
      guard let inquiry else { return Self.leftAlone(reply) }
      job = try inquiry.id(in: reply.response.body)
      return StartedRun(runID)
    }

    /// The job's id without what no word of a command line holds.
    var runID: String { job.contains { $0.isWhitespace || $0 == "%" } ? PercentEncoding.unreserved.encode(job) : job }

    mutating func find(_ lost: LostStart) async throws -> FoundRun { .unknowable(Self.unknowable) }

    mutating func resume(_ run: String) async throws -> StartedRun {
      guard inquiry != nil else { throw ConfigurationError(Self.unaskable, remedy: Self.remedy) }
      guard !run.isEmpty, ![".", ".."].contains(run), !run.contains(where: \.isWhitespace) else { throw Self.noID(run) }
      job = run.contains("%") ? PercentEncoding.decode(run) : run
      return StartedRun(run)
    }

    mutating func status() async throws -> RunStatus {
      guard let inquiry else { throw ConfigurationError(Self.unaskable, remedy: Self.remedy) }
      do {
        let reply = try await client.connection.send(inquiry.call.request(for: job))
        let state = try JobState(reply.response.body, of: job, by: inquiry)
        seen = state
        return RunStatus(state.phase, state.text, done: state.percent, total: state.percent.map { _ in 100 })
      } catch let error as APIError where inquiry.saysMissing(error) {
        return RunStatus(.unseen)
      }
    }

    /// The status answer is the whole result; there is no other to read.
    mutating func report(_ verdict: Verdict) async throws -> RunReport {
      var report = RunReport(verdict, title: "iS-RPA \(job)", started: seen?.started, ended: seen?.ended)
      if verdict != .passed, let seen { report.reasons = [Self.reason(seen)] }
      return report
    }

    mutating func stop() async throws {
      guard let stop = inquiry?.stop else { throw UsageError(Self.unstoppable) }
      _ = try await client.connection.send(stop.request(for: job))
    }
  }
}
