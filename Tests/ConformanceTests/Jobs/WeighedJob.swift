import HufuClient
import HufuSigning
import Synchronization

/// Weighs a running job now and then: the size of all that it keeps, as `dump` shows it.
final class Scale: Sendable {
  /// Weighing takes longer than asking.
  private static let interval = 60
  private let state = Mutex<(asked: Int, weights: [Int])>((0, []))
  var weights: [Int] { state.withLock { $0.weights } }

  func weigh(_ job: any Job, _ status: RunStatus) {
    if case .running = status.phase {} else { return }
    let asked = state.withLock { state in
      state.asked += 1
      return state.asked
    }
    guard asked.isMultiple(of: Self.interval) else { return }
    var text = ""
    dump(job, to: &text)
    dump(status, to: &text)
    state.withLock { $0.weights.append(text.utf8.count) }
  }
}

/// The same job, on a scale.
func weighed(_ job: any Job, on scale: Scale) -> any Job {
  func weighed<J: Job>(_ job: J) -> any Job { WeighedJob(job, on: scale) }
  return weighed(job)
}

private struct WeighedJob<Inner: Job>: Job {
  typealias P = Inner.P
  static var name: String { Inner.name }
  static var summary: Bilingual { Inner.summary }
  static var parameters: [JobParameter] { Inner.parameters }
  static var isOpen: Bool { Inner.isOpen }
  static var rhythm: Rhythm { Inner.rhythm }
  static var whyUnstoppable: Bilingual? { Inner.whyUnstoppable }

  private var inner: Inner
  private let scale: Scale

  init(_ inner: Inner, on scale: Scale) {
    self.inner = inner
    self.scale = scale
  }

  init(_ arguments: JobArguments, of platform: P, on client: Client<P>) throws {
    self.init(try Inner(arguments, of: platform, on: client), on: Scale())
  }

  var whyUnstoppable: Bilingual? { inner.whyUnstoppable }
  var whyUnfollowed: Bilingual? { inner.whyUnfollowed }
  mutating func prepare() async throws { try await inner.prepare() }
  mutating func start() async throws -> StartedRun { try await inner.start() }
  mutating func find(_ lost: LostStart) async throws -> FoundRun { try await inner.find(lost) }
  mutating func resume(_ run: String) async throws -> StartedRun { try await inner.resume(run) }
  mutating func status() async throws -> RunStatus {
    let status = try await inner.status()
    scale.weigh(inner, status)
    return status
  }
  mutating func report(_ verdict: Verdict) async throws -> RunReport { try await inner.report(verdict) }
  mutating func stop() async throws { try await inner.stop() }
  func earlierDurations() async throws -> [Duration] { try await inner.earlierDurations() }
}
