import HufuClient
import HufuSigning
import Synchronization

/// Weighs a job after every question: the size of all that it keeps, as `dump` shows it.
final class Scale: Sendable {
  private let weighed = Mutex<[Int]>([])
  var weights: [Int] { weighed.withLock { $0 } }

  func weigh(_ job: any Job, _ status: RunStatus) {
    var text = ""
    dump(job, to: &text, maxDepth: 6)
    dump(status, to: &text)
    let weight = text.utf8.count
    weighed.withLock { $0.append(weight) }
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
