import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// Whatever the log service does, every line is read once, each job's in order, and all of them in the end.
@Suite struct LogPropertyTests {
  /// A log of some jobs, made up from a seed, with the trouble it is delivered with.
  private struct MadeLog {
    var lines: [LogStub.Line] = []
    /// Milliseconds from the beginning.
    var end: Int64 = 0
    private(set) var random: SplitMix64

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      let isLong = seed % 20 == 0
      var written: [(time: Int64, arrival: Int64, job: Int64, text: String)] = []
      for job in 0..<number(1...4) {
        let batch = number(1...5) * 400
        var time = number(0...8000)
        for index in 0..<number(isLong ? 3000...4000 : 0...200) {
          time += number(isLong ? 0...2 : 0...500)
          let mark = number(0...19) == 0 ? "##[debug]" : ""
          written.append((time, (time / batch + 1) * batch, job, "\(mark)job \(job) line \(index)"))
        }
      }
      // The sort is stable: a job's lines keep their order.
      written.sort { ($0.arrival, $0.job) < ($1.arrival, $1.job) }
      // A log may begin with number 0 or 1.
      let base = number(0...1)
      for (index, line) in written.enumerated() {
        // Nothing tells that there is a line 0, so that none could wait for it.
        let later = base + Int64(index) == 0 ? 0 : number(0...3000) + (number(0...30) == 0 ? number(0...4000) : 0)
        let found = LogStub.line(base + Int64(index), line.text, at: line.time, later: line.arrival - line.time + later)
        lines += number(0...20) == 0 ? [found, found] : [found]
      }
      end = written.map(\.arrival).max() ?? 5000
    }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) }
  }

  @Test(arguments: 1...40) func `every line once, in order, complete`(seed: UInt64) async throws {
    let clock = StepClock()
    let made = MadeLog(seed: seed)
    let begin = clock.now
    var log = LogStub.Log(lines: made.lines, isSorted: true)
    log.most = seed % 3 == 0 ? 40 : 10_000
    log.state = { operation, now in
      let age = (now - begin).wholeMilliseconds
      if age < 1500 { return 2 }
      // Some moments are bad for every search, others for windows only, which do not say so.
      let luck = SplitMix64.mixed(seed &* 1000 &+ UInt64(age) / 700) % 10
      return luck == 0 ? 999 : luck == 1 && operation.hasPrefix("more") ? 0 : nil
    }
    let stub = LogStub(log, clock: clock)
    var tail = try stub.tail(api: seed % 2 == 0 ? "v3" : "v4", showsDebug: seed % 4 == 0)
    var read: [LogLine] = []
    while (clock.now - begin).wholeMilliseconds < made.end {
      if let lines = try await borne({ try await tail.read(isOver: false) }) { read += lines }
      clock.advance(by: .milliseconds(1000 + Int64(seed) * 37))
    }
    while !tail.isComplete {
      if let lines = try await borne({ try await tail.read(isOver: true) }) { read += lines }
      clock.advance(by: .milliseconds(900))
    }
    #expect(tail.warnings.isEmpty)
    try check(read, against: made.lines, showsDebug: seed % 4 == 0)
  }

  /// Nil for trouble that passes, as the waiter bears it.
  private func borne(_ read: () async throws -> [LogLine]) async throws -> [LogLine]? {
    do { return try await read() } catch let error as APIError where error.kind.isTransient { return nil }
  }

  private func check(_ read: [LogLine], against written: [LogStub.Line], showsDebug: Bool) throws {
    let texts = read.map(\.text)
    let expected = Set(written.filter { showsDebug || !$0.isDebug }.map { $0.isDebug ? String($0.text.dropFirst(9)) : $0.text })
    #expect(texts.count == expected.count)
    let (missing, strange) = (expected.subtracting(texts), Set(texts).subtracting(expected))
    #expect(missing.isEmpty && strange.isEmpty)
    for job in 0..<4 {
      let mine = texts.filter { $0.hasPrefix("job \(job) ") }.compactMap { Int($0.split(separator: " ")[3]) }
      let misplaced = zip(mine, mine.dropFirst()).filter { $0 > $1 }.map { "\($0) before \($1)" }
      #expect(misplaced.isEmpty)
    }
  }

  @Test func `what is remembered stays small over three hours`() async throws {
    let clock = StepClock()
    // A line in 1.5 seconds; every fiftieth is never kept, every thirtieth shows late.
    var lines: [LogStub.Line] = []
    for number in Int64(1)...7200 where number % 50 != 0 {
      lines.append(LogStub.line(number, "line \(number)", at: number * 1500, later: number % 30 == 0 ? 25_000 : 1000))
    }
    let stub = LogStub(LogStub.Log(lines: lines, isSorted: true, counter: 7201), clock: clock)
    var tail = try stub.tail()
    var (count, gaps, recent, held) = (0, 0, 0, 0)
    for _ in 0..<360 {
      clock.advance(by: .seconds(30))
      count += try await tail.read(isOver: false).count
      gaps = max(gaps, tail.memory.gaps.count)
      recent = max(recent, tail.memory.recent.count)
      held = max(held, tail.held.count)
    }
    // The lines that were never kept are 144 gaps in the end; beyond them only the latest lines are remembered.
    #expect(gaps <= 160 && recent <= 5 * Int(LogMemory.span) && held < 200)
    #expect(stub.requests.count < 360 * 4)
    count += try await tail.read(isOver: true).count
    #expect(count == lines.count)
    #expect(tail.warnings.count == 1 && tail.warnings[0].en.hasPrefix("144 line numbers"))
  }

  @Test func `gaps without end are forgotten, lowest first, and counted`() {
    var memory = LogMemory()
    for number in stride(from: Int64(2), through: 30_000, by: 2) {
      _ = memory.take(WrittenLine(number: number, time: nil, text: "x"), at: Timestamp(0))
    }
    #expect(memory.gaps.count == LogMemory.mostGaps && memory.forgotten == 15_000 - Int64(LogMemory.mostGaps))
    #expect(memory.recent.count <= 5 * Int(LogMemory.span))
    let isNew = memory.take(WrittenLine(number: 3, time: nil, text: "late"), at: Timestamp(0))
    #expect(!isNew)
  }
}

extension SplitMix64 {
  /// One random number that belongs to a seed.
  fileprivate static func mixed(_ seed: UInt64) -> UInt64 {
    var random = SplitMix64(seed: seed)
    return random.next()
  }
}
