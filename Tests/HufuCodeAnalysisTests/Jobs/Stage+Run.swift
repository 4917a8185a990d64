import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting

@testable import HufuCodeAnalysis

extension Stage {
  /// Drives a scan in this stage's time; of the profile's defaults repository 23 and project 27 are used where nothing else is given.
  func scan(
    _ arguments: Arguments, _ options: JobRun.Options = JobRun.Options(), over line: (any Transport)? = nil,
    observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async -> RunOutcome {
    let connection = connection(over: line)
    do {
      let offer = try connection.job(named: "scan")
      let job = try offer.job(arguments, on: connection, isResumed: options.resume != nil)
      return await JobRun(job, options, timing: clock.timing, entropy: .counting(), observe: observe).drive()
    } catch {
      return RunOutcome(.error(error as? any ExplainedError ?? UsageError(zh: "\(error)", en: "\(error)")))
    }
  }

  /// A line on which some of the requests go wrong, and whether a request is the one that starts scans.
  func line(_ trouble: FaultyTransport.Trouble, times: Int = 1, where strikes: @escaping @Sendable (APIRequest) -> Bool) -> FaultyTransport
  {
    let left = Countdown(times)
    var plan = FaultyTransport.Plan()
    plan.share = 1
    plan.weights = [trouble: 1]
    plan.strikes = { _, request in strikes(request) && left.next() }
    return FaultyTransport(SandboxTransport(sandbox, timing: clock.timing), clock: clock, seed: 1, plan: plan)
  }

  static func isStart(_ request: APIRequest) -> Bool { request.path.hasSuffix("/scans/create/") }

  /// How often scans were asked for.
  var starts: Int { count { $0.hasSuffix("/scans/create/") } }

  func count(_ matches: (String) -> Bool) -> Int {
    sandbox.journal.count { matches($0.path) }
  }
}

extension RunOutcome {
  var error: (any ExplainedError)? { if case .error(let error) = end { error } else { nil } }
  /// Everything that was said in English.
  var words: String {
    let said =
      reasons + (report?.warnings ?? []) + [run?.note].compactMap(\.self)
      + (error.map { [$0.message, $0.remedy].compactMap(\.self) } ?? [])
    return said.map(\.en).joined(separator: " ")
  }

  func measure(_ name: String) -> Measure? { report?.measures.first { $0.name == name } }
}
