import HufuClient
import HufuSigning
import HufuTesting
import Synchronization

/// What a scripted job does: each answer knows the how-manieth call it is, from 1.
struct Script: Sendable {
  var prepare: @Sendable (Int) async throws -> Void = { _ in }
  var start: @Sendable (Int) async throws -> StartedRun = { _ in StartedRun("r1") }
  var find: @Sendable (Int) async throws -> FoundRun = { _ in .none }
  var resume: @Sendable (Int) async throws -> StartedRun = { _ in StartedRun("r0") }
  var status: @Sendable (Int) async throws -> RunStatus = { _ in RunStatus(.running) }
  var report: @Sendable (Int, Verdict) async throws -> RunReport = { RunReport($1, title: "scripted") }
  var stop: @Sendable (Int) async throws -> Void = { _ in }
  var earlier: @Sendable () async throws -> [Duration] = { [] }
  var whyUnfollowed: Bilingual?
}

/// Counts the calls of a job, which is a value and is copied as it is driven.
final class CallCounter: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  subscript(name: String) -> Int { counts.withLock { $0[name, default: 0] } }
  func next(_ name: String) -> Int {
    counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0]
    }
  }
}

/// A job that does as a test says.
protocol Scripted: Job where P == Fake {
  var script: Script { get }
  var calls: CallCounter { get }
}

extension Scripted {
  static var summary: Bilingual { Bilingual(zh: "照本宣科", en: "does as it is told") }
  var whyUnfollowed: Bilingual? { script.whyUnfollowed }
  mutating func prepare() async throws { try await script.prepare(calls.next("prepare")) }
  mutating func start() async throws -> StartedRun { try await script.start(calls.next("start")) }
  mutating func find(_ lost: LostStart) async throws -> FoundRun { try await script.find(calls.next("find")) }
  mutating func resume(_ run: String) async throws -> StartedRun { try await script.resume(calls.next("resume")) }
  mutating func status() async throws -> RunStatus { try await script.status(calls.next("status")) }
  mutating func report(_ verdict: Verdict) async throws -> RunReport { try await script.report(calls.next("report"), verdict) }
  mutating func stop() async throws { try await script.stop(calls.next("stop")) }
  func earlierDurations() async throws -> [Duration] { try await script.earlier() }
}

struct ScriptedJob: Scripted {
  static let name = "scripted"
  static let parameters = [
    JobParameter("plan", required: true, help: Bilingual(zh: "计划", en: "the plan")),
    JobParameter("environment", series: true, help: Bilingual(zh: "环境", en: "the environment")),
    JobParameter("mode", allowed: ["serial", "parallel"], default: "serial", help: Bilingual(zh: "方式", en: "how")),
    JobParameter("limit", .int, range: ParameterRange(lower: 1, upper: 9), help: Bilingual(zh: "上限", en: "at most")),
    JobParameter("labels", .list, help: Bilingual(zh: "标签", en: "labels")),
    JobParameter("failOnReview", .bool, default: "false", form: .option, help: Bilingual(zh: "待审即失败", en: "review fails")),
    JobParameter("key", .text, required: true, form: .option, help: Bilingual(zh: "键", en: "the key")),
  ]

  var script = Script()
  let calls = CallCounter()
  private(set) var arguments: JobArguments?

  init(_ script: Script = Script()) { self.script = script }
  init(_ arguments: JobArguments, of platform: Fake, on client: Client<Fake>) throws { self.arguments = arguments }
}

/// The same, with no way to stop it, and open to any argument.
struct OpenJob: Scripted {
  static let name = "open"
  static let parameters: [JobParameter] = []
  static let isOpen = true
  static let whyUnstoppable: Bilingual? = Bilingual(zh: "没有停止接口。", en: "There is no call to stop it.")

  var script = Script()
  let calls = CallCounter()
  private(set) var arguments: JobArguments?

  init(_ script: Script) { self.script = script }
  init(_ arguments: JobArguments, of platform: Fake, on client: Client<Fake>) throws { self.arguments = arguments }
}

extension APIError {
  private static func test(_ kind: ErrorKind, mayHaveExecuted: Bool, retryAfter: Duration? = nil) -> APIError {
    APIError(kind, Bilingual(zh: "出错。", en: "It failed."), mayHaveExecuted: mayHaveExecuted, retryAfter: retryAfter)
  }
  /// Cut after the request was out.
  static let cut = test(.network, mayHaveExecuted: true)
  /// Cut before.
  static let unreachable = test(.network, mayHaveExecuted: false)
  static let garbled = test(.malformed, mayHaveExecuted: true)
  static let tooLarge = test(.local, mayHaveExecuted: true)
  static let forbidden = test(.forbidden, mayHaveExecuted: true)
  static func throttled(_ wait: Duration) -> APIError { test(.throttled, mayHaveExecuted: false, retryAfter: wait) }
}
