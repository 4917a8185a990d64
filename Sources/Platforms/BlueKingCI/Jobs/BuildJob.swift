import HufuClient
import HufuSigning

extension BlueKingCI {
  /// Starts a build, follows it with its log, and judges it; v3 and v4 (platforms/bkci.md §3).
  ///
  /// The server chooses the build's id and takes none from us, so a start whose answer is lost is looked up in the pipeline's history: by
  /// our user and the time, among the builds that were not there before.
  struct BuildJob: Job {
    typealias P = BlueKingCI

    static let name = "build"
    static let summary = Bilingual(
      zh: "启动流水线构建，跟随日志，等待并判定结果", en: "Start a pipeline's build, follow its log, wait for it and judge it")
    static let isOpen = true
    static let rhythm = Rhythm(first: .seconds(1), growth: 1.5, longest: .seconds(10))

    let arguments: JobArguments
    let settings: Settings
    let client: Client<BlueKingCI>
    /// The start parameters as they were given.
    let values: [JSONValue.Member]

    /// What the names meant; nil until resolved, and for a build taken up by its id alone.
    var project: Entry?
    var pipeline: Entry?
    var form: StartForm?
    /// Whose build it will be; nil where only the server knows.
    var caller: String?
    var before = BuildsBefore()
    /// The build, once there is one.
    var build = BuildID(project: "", pipeline: "", build: "")
    /// Which execution of it is followed: a retry makes another, with a log of its own. nil until known.
    var execution: Int?
    var last: BuildStatus?
    var tail: LogTail?
    /// Why the log could not be read the last time.
    var logTrouble: Bilingual?
    /// Why the look ended before the build did.
    var review: Bilingual?

    var wantsLog: Bool { arguments.bool("noLog") != true }

    init(_ arguments: JobArguments, of platform: BlueKingCI, on client: Client<BlueKingCI>) throws {
      self.arguments = arguments
      self.client = client
      settings = platform.settings
      values = try Self.values(arguments)
    }

    mutating func status() async throws -> RunStatus {
      guard let status = try await client.status(of: build) else { return RunStatus(.unseen) }
      try await learnExecution(from: status)
      last = status
      var answer = RunStatus(
        status.phase, done: status.stages.count { $0.isOver }, total: status.stages.isEmpty ? nil : status.stages.count, steps: status.steps
      )
      answer.log = await newLines(isOver: false)
      switch status.phase {
      case .queued: answer.text = Self.place(status.queuePosition)
      case .running: answer.text = Self.running(status)
      case .waitingForReview:
        answer.text = await waiting(status)
        guard arguments.bool("failOnReview") == true else { break }
        review = answer.text
        answer.phase = .ended(.failed)
      default: break
      }
      return answer
    }

    mutating func stop() async throws {
      _ = try await client.connection.call("build.stop", build.arguments)
    }

    func earlierDurations() async throws -> [Duration] {
      try await history().compactMap { build in
        guard build.word.sort == .good, let began = build.queued ?? build.started, let ended = build.ended, ended > began else {
          return nil
        }
        return ended - began
      }
    }

    private func history() async throws -> [BuildStatus] {
      try await client.history(of: build.pipeline, in: build.project, ["size": 20])
    }

    /// A build taken up, or run again while we look, may be in a later execution than the first.
    private mutating func learnExecution(from status: BuildStatus) async throws {
      guard execution == nil || status.isRetried && last?.isRetried == false else { return }
      let known = try await client.detail(of: build).execution ?? execution ?? 1
      if known != execution { tail = nil }
      execution = known
    }

    /// What was written since the last look. A log that cannot be read is no trouble of the build's: what is left out now comes the next
    /// time.
    mutating func newLines(isOver: Bool) async -> [LogLine] {
      guard wantsLog else { return [] }
      var reader =
        tail
        ?? LogTail(
          build: build.build, pipeline: build.pipeline, project: build.project, executeCount: execution ?? 1, on: client)
      // Kept after trouble, too: it goes on where it was.
      defer { tail = reader }
      do {
        let lines = try await reader.read(isOver: isOver)
        logTrouble = nil
        return lines
      } catch {
        logTrouble = (error as? any ExplainedError)?.message ?? Bilingual(zh: "\(error)", en: "\(error)")
        return []
      }
    }
  }
}
