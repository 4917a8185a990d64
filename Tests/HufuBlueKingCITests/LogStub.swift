import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization

@testable import HufuBlueKingCI

/// A log service whose every line and fault a test decides, v3 and v4 alike: it searches and sorts as the real one does.
final class LogStub: Transport {
  struct Line: Sendable {
    var number: Int64
    var time: Timestamp
    /// When a search finds it.
    var shown: Timestamp
    var text: String
    var execution = 1

    var isDebug: Bool { text.hasPrefix("##[debug]") }
  }

  struct Log: Sendable {
    var lines: [Line] = []
    /// Whether the lines stand in the order of their numbers, so that a search need not look at all of them.
    var isSorted = false
    /// The next number; nil counts on from the highest.
    var counter: Int64?
    /// The most lines an answer from a line on holds.
    var most = 10_000
    /// What `finished` says.
    var finished = true
    /// Whether the window asked for makes no difference.
    var ignoresWindows = false
    /// How many lines there are at a moment, where a worker goes on writing.
    var grows: (@Sendable (_ now: Timestamp) -> Int64)?
    /// A state to answer instead of searching, for an operation at a moment; nil searches.
    var state: @Sendable (_ operation: String, _ now: Timestamp) -> Int? = { _, _ in nil }
  }

  let clock: StepClock
  private let log: Mutex<Log>
  private let asked = Mutex<[APIRequest]>([])

  init(_ log: Log, clock: StepClock) {
    self.clock = clock
    self.log = Mutex(log)
  }

  var requests: [APIRequest] { asked.withLock { $0 } }
  func change(_ change: (inout sending Log) -> Void) { log.withLock { change(&$0) } }

  /// Line `number` of a log, written so many milliseconds after the beginning and found so many later.
  static func line(_ number: Int64, _ text: String, at written: Int64, later: Int64 = 500, execution: Int = 1) -> Line {
    let time = Timestamp(1_700_000_000_000 + written)
    return Line(number: number, time: time, shown: time + .milliseconds(later), text: text, execution: execution)
  }

  /// A tail of this log.
  func tail(api: String = "v4", executeCount: Int = 1, showsDebug: Bool = false, answerLimit: Int = 64 << 20) throws -> LogTail {
    var options = ConnectionOptions()
    options.answerLimit = answerLimit
    let connection = try BlueKingCI.connect(
      credentials: ["user": Secret("admin")], settings: ["api": .string(api)], at: SandboxTransport.endpoint(of: "bkci"), over: self,
      timing: clock.timing, entropy: .counting(), options: options)
    return LogTail(
      build: "b-1", pipeline: "p-1", project: "demo", executeCount: executeCount, showsDebug: showsDebug, on: Client(connection))
  }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    asked.withLock { $0.append(request) }
    let now = clock.now
    let log = log.withLock { log in
      for number in stride(from: Int64(log.lines.count) + 1, through: log.grows?(now) ?? 0, by: 1) {
        log.lines.append(Line(number: number, time: now, shown: now, text: "line \(number)"))
      }
      return log
    }
    let operation = String(request.path.split(separator: "/").last ?? "")
    var body: JSONValue = ["status": 0]
    if operation == "last_line_num" {
      // v4 refuses the question that leaves the pipeline out.
      guard request.path.contains("/v3/") || request.queryItems["pipelineId"] == "p-1" else { return Self.incoming(["status": 400], 400) }
      body["data"] = ["lastLineNum": .int(log.counter ?? (log.lines.map(\.number).max() ?? 0) + 1), "finished": .bool(log.finished)]
    } else {
      body["data"] = Self.page(log, operation, request, at: now)
    }
    return Self.incoming(body, 200)
  }

  private static func page(_ log: Log, _ operation: String, _ request: APIRequest, at now: Timestamp) -> JSONValue {
    func int(_ name: String) -> Int64? { request.queryItems[name].flatMap { Int64($0) } }
    let isWindow = operation.hasPrefix("more")
    if let state = log.state(operation, now) {
      // A search from a line on takes the flags along when it fails, one for a window says nothing.
      return ["finished": .bool(log.finished || state == 999), "hasMore": false, "logs": [], "status": .int(state)]
    }
    let execution = Int(int("executeCount") ?? 1)
    let start = log.ignoresWindows ? 0 : int("start") ?? 0
    let numbers = start...max(start, isWindow && !log.ignoresWindows ? int("end") ?? 0 : .max)
    let place = log.isSorted ? log.lines.partitioned(from: numbers.lowerBound) : 0
    let found = log.lines[place...].prefix { !log.isSorted || $0.number <= numbers.upperBound }.filter { line in
      line.shown <= now && line.execution == execution && numbers.contains(line.number)
        && (!line.isDebug || request.queryItems["debug"] == "true")
    }.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
    let most = isWindow ? Int(int("num") ?? 100) : log.most
    let lines = found.prefix(most).map { line -> JSONValue in
      [
        "lineNo": .int(line.number), "timestamp": .int(line.time.milliseconds), "message": .string(line.text),
        "executeCount": .int(execution),
      ]
    }
    return [
      "finished": .bool(log.finished), "hasMore": .bool(found.count > most), "logs": .array(lines), "status": .int(lines.isEmpty ? 1 : 0),
    ]
  }

  private static func incoming(_ body: JSONValue, _ status: Int) -> Incoming {
    let bytes = JSONWriter.compact(body)
    return Incoming(
      ResponseHead(status: status, headers: [HeaderField("Content-Type", "application/json")]),
      body: AsyncThrowingStream {
        $0.yield(bytes)
        $0.finish()
      })
  }
}

extension [LogStub.Line] {
  /// The first index from which on all numbers are at least this.
  fileprivate func partitioned(from number: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
