import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization

/// One run driven through a storm, and what the sandbox knows of it.
struct StormRun {
  let ending: SandboxEnding
  let outcome: RunOutcome
  /// How often the platform began to run it.
  let starts: Int
  /// How many requests to begin it left the client.
  let sent: Int
  /// Whether the answer to the start was lost.
  let wasLost: Bool
  let troubles: Int
  let requests: Int
  private let findsLostStarts: Bool

  /// - Parameter turn: counts the runs of this form of the sandbox; the clock is fast or slow in turns.
  init(_ specimen: JobSpecimen, _ ending: SandboxEnding, seed: UInt64, turn: Int) async throws {
    let clock = StepClock()
    let sandbox = specimen.sandbox()
    sandbox.inject(.skew(milliseconds: turn.isMultiple(of: 2) ? 600_000 : -600_000), now: clock.now)
    let storm = FaultyTransport(
      SandboxTransport(sandbox, timing: clock.timing), clock: clock, seed: seed, plan: Self.storm(throttles: specimen.row.throttles))
    // The worst that can happen is rare; every fourth run meets it.
    let line: any Transport =
      turn % 4 == 3 ? FaultyTransport(storm, clock: clock, seed: seed, plan: Self.lost { specimen.begins($0.method, $0.path) }) : storm
    let counter = StartCounter(line) { specimen.begins($0.method, $0.path) }
    let connection = try specimen.connection(over: counter, clock: clock, unit: Double(seed % 10) / 10)
    let job = try connection.job(named: specimen.row.job).job(ending.arguments, on: connection)
    let wasLost = Mutex(false)
    outcome = await JobRun(job, timing: clock.timing, entropy: connection.entropy) { event in
      if case .lost = event { wasLost.withLock { $0 = true } }
    }.drive()
    self.ending = ending
    self.wasLost = wasLost.withLock { $0 }
    starts = specimen.starts(in: sandbox.journal)
    sent = counter.count
    troubles = storm.counts.values.reduce(0, +)
    requests = storm.requests
    findsLostStarts = specimen.row.findsLostStarts
  }

  /// Thirty requests in a hundred, and what follows a throttled one.
  private static func storm(throttles: [APIResponse]?) -> FaultyTransport.Plan {
    var plan = FaultyTransport.Plan()
    plan.share = 0.3
    plan.weights = [.status: 10, .unprocessed: 4, .answerLost: 4, .bodyCut: 4, .throttled: 3, .slow: 5]
    if let throttles { plan.throttles = throttles }
    return plan
  }

  /// No start that arrives is answered.
  private static func lost(_ isStart: @escaping @Sendable (APIRequest) -> Bool) -> FaultyTransport.Plan {
    var plan = FaultyTransport.Plan()
    plan.share = 1
    plan.weights = [.answerLost: 1]
    plan.strikes = { _, request in isStart(request) }
    return plan
  }

  /// What is wrong with how it ended; nil for nothing.
  var fault: String? {
    if isTrue { return starts == 1 || ending.verdict == .inconclusive ? nil : "an end of a run that never began" }
    switch outcome.end {
    case .verdict(.inconclusive): return excusesDoubt ? nil : "inconclusive without need: \(outcome.reasons.map(\.en))"
    case .error(let error):
      return starts == 0 || outcome.canResume ? nil : "a run is under way that nobody can take up: \(error.message.en)"
    default: return "\(outcome.end) instead of \(ending.verdict.rawValue): \(outcome.reasons.map(\.en))"
    }
  }

  /// Whether it ended as it truly does.
  var isTrue: Bool {
    switch outcome.end {
    case .verdict(let verdict): verdict == ending.verdict
    default: false
    }
  }

  /// Whether nobody could know better: the start was sent and not answered, and either never arrived or leaves no trace that can be found.
  private var excusesDoubt: Bool { wasLost && sent > 0 && (starts == 0 || !findsLostStarts) }
}

/// A line that counts the starts that were put on it.
private final class StartCounter: Transport {
  private let line: any Transport
  private let isStart: @Sendable (APIRequest) -> Bool
  private let starts = Mutex(0)

  init(_ line: any Transport, _ isStart: @escaping @Sendable (APIRequest) -> Bool) {
    self.line = line
    self.isStart = isStart
  }

  var count: Int { starts.withLock { $0 } }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    if isStart(request) { starts.withLock { $0 += 1 } }
    return try await line.open(request, to: endpoint)
  }
}

/// What came of many storms.
struct StormTally: CustomStringConvertible {
  private(set) var runs = 0
  private(set) var troubles = 0
  private(set) var truths = 0
  private var requests = 0
  private(set) var lostAndFound = 0
  private var neverArrived = 0
  private var untraceable = 0
  private var notStarted = 0
  private var leftRunning = 0

  mutating func add(_ run: StormRun) {
    runs += 1
    troubles += run.troubles
    requests += run.requests
    if run.isTrue, run.outcome.run != nil {
      truths += 1
      if run.wasLost { lostAndFound += 1 }
      return
    }
    switch run.outcome.end {
    case .verdict: if run.starts == 0 { neverArrived += 1 } else { untraceable += 1 }
    case .error: if run.starts == 0 { notStarted += 1 } else { leftRunning += 1 }
    default: break
    }
  }

  var description: String {
    "\(runs) runs, \(requests) requests, \(troubles) troubles; \(truths) true ends (\(lostAndFound) after a lost start); inconclusive: "
      + "\(neverArrived) starts that never arrived, \(untraceable) without a trace; not begun: \(notStarted); given up while running: \(leftRunning)"
  }
}
