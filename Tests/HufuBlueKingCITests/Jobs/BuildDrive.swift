import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuBlueKingCI

/// A sandbox, and a build job driven in it in virtual time.
struct BuildDrive {
  /// What is done at a time after the beginning.
  typealias Deed = @Sendable () async throws -> Void

  let stage: Stage
  let line: Meddler

  init(
    _ api: BlueKingCI.Settings.API, credentials: [String: String]? = nil, defaults: [String: String] = ["project": "demo"],
    retry: RetryPolicy = RetryPolicy(), _ meddle: @escaping Meddler.Meddle = { _, _, _ in nil }
  ) throws {
    let box = Mutex<Meddler?>(nil)
    var options = ConnectionOptions()
    options.retry = retry
    stage = try Stage(
      credentials: credentials, settings: ["api": .string(api.rawValue)], defaults: defaults, options: options,
      over: { transport in
        let meddler = Meddler(transport, meddle)
        box.withLock { $0 = meddler }
        return meddler
      })
    line = try #require(box.withLock { $0 })
  }

  /// The id of the pipeline of that name.
  func pipeline(_ name: String) -> String { StableID.pipeline(name) }

  /// A connection of somebody else to the same sandbox, past the line under test.
  func other(_ user: String = "admin") throws -> Connection {
    var credentials = Stage.variants[0].profile.credentials
    credentials["user"] = user
    return try BlueKingCI.connect(
      credentials: credentials.mapValues { Secret($0) }, settings: [:], at: SandboxTransport.endpoint(of: "bkci"), over: stage.transport,
      timing: stage.clock.timing, entropy: .counting(), defaults: ["project": "demo"])
  }

  /// How many builds a pipeline has.
  func count(_ pipeline: String) async throws -> Int {
    let reply = try await other().call("builds.list", ["pipeline": .string(self.pipeline(pipeline))])
    return try #require(JSONSlice(reply.payload)["count"]?.int.flatMap { Int(exactly: $0) })
  }

  func run(
    _ pipeline: String? = nil, _ arguments: Arguments = [:], timeout: Duration? = nil, resume: String? = nil, detach: Bool = false,
    stopAfter: Duration? = nil, deeds: [(after: Duration, deed: Deed)] = []
  ) async throws -> Heard {
    var arguments = arguments
    if let pipeline { arguments.set("pipeline", .text(pipeline)) }
    let job = try stage.connection.job(named: "build").job(arguments, on: stage.connection, isResumed: resume != nil)
    var options = JobRun.Options()
    options.timeout = timeout
    options.resume = resume
    options.detaches = detach
    options.stopsWhenCancelled = stopAfter != nil
    let heard = Heard()
    let clock = stage.clock
    let began = clock.now
    let canceller = Mutex<(@Sendable () -> Void)?>(nil)
    let due = Mutex(deeds)
    // The waiter's own sleeps: what is due by then is done at its time.
    let timing = Timing(
      now: { clock.now },
      sleep: { duration in
        let end = clock.now + duration
        while let next = due.withLock({ due in due.firstIndex { began + $0.after <= end }.map { due.remove(at: $0) } }) {
          if began + next.after > clock.now { clock.advance(by: began + next.after - clock.now) }
          try await next.deed()
        }
        if let stopAfter, began + stopAfter <= end, let cancel = canceller.withLock({ $0.take() }) { cancel() }
        try Task.checkCancellation()
        if end > clock.now { try await clock.timing.sleep(end - clock.now) }
      })
    let run = JobRun(job, options, timing: timing, entropy: .counting()) { heard.hear($0) }
    let (ready, go) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in ready { break }
      return await run.drive()
    }
    canceller.withLock { $0 = { task.cancel() } }
    go.yield()
    heard.end(await task.value)
    return heard
  }
}

/// What was heard of one run, and how it ended.
final class Heard: Sendable {
  private let events = Mutex<[RunEvent]>([])
  private let end = Mutex<RunOutcome?>(nil)

  func hear(_ event: RunEvent) { events.withLock { $0.append(event) } }
  func end(_ outcome: RunOutcome) { end.withLock { $0 = outcome } }

  var outcome: RunOutcome { end.withLock { $0 } ?? RunOutcome(.interrupted) }
  var report: RunReport? { outcome.report }
  var verdict: Verdict? { outcome.verdict }
  var exit: ExitCode { outcome.exitCode }
  var error: (any ExplainedError)? { if case .error(let error) = outcome.end { error } else { nil } }
  var statuses: [RunStatus] { events.withLock { $0.compactMap { if case .status(let status, _) = $0 { status } else { nil } } } }
  var progress: [RunProgress] { events.withLock { $0.compactMap { if case .status(_, let progress) = $0 { progress } else { nil } } } }
  var troubles: Int { events.withLock { $0.count { if case .trouble = $0 { true } else { false } } } }
  var wasLost: Bool { events.withLock { $0.contains { if case .lost = $0 { true } else { false } } } }
  /// The log in the order it came, the report's part included.
  var log: [String] { (statuses.flatMap(\.log) + (report?.log ?? [])).map(\.text) }
  /// Everything said to people, in both languages.
  var said: String {
    let texts =
      statuses.map(\.text) + outcome.reasons + (report?.warnings ?? [])
      + [outcome.run?.note, error?.message, error?.remedy].compactMap(\.self)
    return texts.map { $0.zh + "\n" + $0.en }.joined(separator: "\n")
  }
}
