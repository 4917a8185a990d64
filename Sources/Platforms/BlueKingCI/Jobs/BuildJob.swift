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
    /// The names of steps by the ids that lines are marked with.
    var stepNames: [String: String] = [:]
    /// Why the log could not be read the last time.
    var logTrouble: Bilingual?
    /// Why the look ended before the build did.
    var review: Bilingual?

    /// Whether it ended because a stage's review was declined, which the platform calls a success.
    var wasDeclined: Bool { last?.word.sort == .stageDone && review == nil }
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
      case .ended(.passed) where wasDeclined && arguments.bool("failOnReview") == true:
        // Declined between two looks: a look earlier would have found it waiting.
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

    /// The lines with their steps' names. A comfort: where those cannot be had a line has no step.
    private mutating func named(_ lines: [LogLine]) async -> [LogLine] {
      let unknown = Set(lines.compactMap(\.step)).subtracting(stepNames.keys)
      if !unknown.isEmpty {
        for step in (try? await client.detail(of: build))?.steps ?? [] { stepNames[step.error.task] = step.name }
        // Not asked for again: lines of the platform's own have tags that are no steps.
        for tag in unknown where stepNames[tag] == nil { stepNames[tag] = "" }
      }
      return lines.map { line in
        var line = line
        line.step = line.step.flatMap { stepNames[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        return line
      }
    }

    private func history() async throws -> [BuildStatus] {
      try await client.history(of: build.pipeline, in: build.project, ["size": 20])
    }

    /// A build taken up, or run again while we look, may be in a later execution than the first.
    private mutating func learnExecution(from status: BuildStatus) async throws {
      guard execution == nil || status.isRetried && last?.isRetried == false else { return }
      do {
        follow(try await client.detail(of: build).execution ?? execution ?? 1)
      } catch let error as APIError where !error.kind.isTransient {
        // Which execution it is matters to the log and the steps, not to the verdict.
        follow(execution ?? 1)
      }
    }

    /// Turns to an execution; its log is another one.
    mutating func follow(_ execution: Int) {
      if execution != self.execution { tail = nil }
      self.execution = execution
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
        return await named(lines)
      } catch {
        logTrouble = (error as? any ExplainedError)?.message ?? Bilingual(zh: "\(error)", en: "\(error)")
        return []
      }
    }
  }
}
