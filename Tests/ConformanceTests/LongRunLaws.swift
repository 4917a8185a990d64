import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// What holds for every job whose run takes long.
@Suite struct LongRunLaws {
  @Test(arguments: JobSpecimen.all) func everyRequestOfThirtyFiveMinutesIsWellSigned(_ specimen: JobSpecimen) async throws {
    guard let arguments = specimen.row.halfHour else { return }
    let clock = StepClock()
    let sandbox = specimen.sandbox()
    let line = SignatureRecorder(SandboxTransport(sandbox, timing: clock.timing), specimen.platform.binding)
    let connection = try specimen.connection(over: line, clock: clock)
    let job = try connection.job(named: specimen.row.job).job(arguments, on: connection)
    let outcome = await JobRun(job, timing: clock.timing, entropy: connection.entropy).drive()
    #expect(outcome.verdict == .passed, "\(outcome.end) \(outcome.reasons)")
    #expect(outcome.elapsed >= .seconds(35 * 60))
    #expect(sandbox.journal.count > 60)
    #expect(sandbox.journal.compactMap(\.refusal).isEmpty)
    // Where a signature goes stale, each request has one of its own.
    if specimen.platform.binding.window != nil { #expect(line.distinct == line.signed) }
  }

  @Test(arguments: JobSpecimen.all) func threeHoursOfAskingTakeNoMoreMemoryThanTheFirst(_ specimen: JobSpecimen) async throws {
    guard let arguments = specimen.row.threeHours else { return }
    let clock = StepClock()
    let connection = try specimen.connection(over: SandboxTransport(specimen.sandbox(), timing: clock.timing), clock: clock)
    let job = try connection.job(named: specimen.row.job).job(arguments, on: connection)
    let scale = Scale()
    var options = JobRun.Options()
    options.timeout = .seconds(4 * 3600)
    let outcome = await JobRun(weighed(job, on: scale), options, timing: clock.timing, entropy: connection.entropy).drive()
    #expect(outcome.verdict == .passed, "\(outcome.end) \(outcome.reasons)")
    #expect(outcome.elapsed >= .seconds(3 * 3600))
    try #require(scale.weights.count >= 5)
    // A token renewed on the way may weigh a little more; a byte or two kept of each question would be as much again.
    #expect(scale.weights.dropFirst().allSatisfy { $0 <= scale.weights[0] + 256 }, "it grows with every question: \(scale.weights)")
  }
}

/// Counts what the requests that pass are signed with.
private final class SignatureRecorder: Transport {
  private let line: any Transport
  private let headers: Set<String>
  private let seen = Mutex<(count: Int, values: Set<[String]>)>((0, []))

  init(_ line: any Transport, _ binding: SignatureBinding) {
    self.line = line
    headers = Set(binding.headers.map { $0.lowercased() })
  }

  var signed: Int { seen.withLock { $0.count } }
  var distinct: Int { seen.withLock { $0.values.count } }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    let values = request.headers.filter { headers.contains($0.name.lowercased()) }.map(\.value)
    seen.withLock { seen in
      seen.count += 1
      seen.values.insert(values)
    }
    return try await line.open(request, to: endpoint)
  }
}
