import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// Every known fault of the log service, one by one (platforms/bkci.md §3.4).
@Suite struct LogTailTests {
  private let clock = StepClock()

  private func stub(_ lines: [LogStub.Line], _ change: (inout LogStub.Log) -> Void = { _ in }) -> LogStub {
    var log = LogStub.Log(lines: lines)
    change(&log)
    return LogStub(log, clock: clock)
  }

  /// Lines 1 to `count`, one every 100 ms.
  private func plain(_ count: Int64) -> [LogStub.Line] {
    (0..<count).map { LogStub.line($0 + 1, "line \($0 + 1)", at: $0 * 100) }
  }

  /// The same, all to be found already.
  private func shown(_ lines: [LogStub.Line]) -> [LogStub.Line] {
    lines.map { line in
      var line = line
      line.shown = clock.now
      return line
    }
  }

  /// Reads every two seconds, so many times, and then the rest.
  private func readAll(_ tail: inout LogTail, times: Int = 3) async throws -> [LogLine] {
    var lines: [LogLine] = []
    for _ in 0..<times {
      clock.advance(by: .seconds(2))
      lines += try await tail.read(isOver: false)
    }
    return lines + (try await tail.read(isOver: true))
  }

  @Test(arguments: ["v3", "v4"]) func `every question names pipeline and execution`(api: String) async throws {
    let stub = stub(plain(30))
    var tail = try stub.tail(api: api, executeCount: 1)
    #expect(try await readAll(&tail).map(\.text) == (1...30).map { "line \($0)" })
    #expect(tail.isComplete && tail.warnings.isEmpty)
    for request in stub.requests {
      #expect(request.path.contains("/p-1/") || request.queryItems["pipelineId"] == "p-1")
      #expect(request.path.contains("/b-1/") || request.queryItems["buildId"] == "b-1")
      #expect(request.path.hasSuffix("last_line_num") || request.queryItems["executeCount"] == "1")
    }
  }

  @Test func `after a line on includes that line, which is given out once`() async throws {
    let stub = stub(plain(3))
    var tail = try stub.tail()
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).map(\.text) == ["line 1", "line 2", "line 3"])
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).isEmpty)
  }

  @Test func `an answer cut by time is no cursor: jobs side by side lose nothing`() async throws {
    // Job B is far ahead in numbers and behind in time: of the first answers, cut after 50 lines, the highest number is B's.
    let a = (0..<120).map { LogStub.line(Int64($0) + 1, "A \($0)", at: 5000 + Int64($0)) }
    let b = (0..<120).map { LogStub.line(Int64($0) + 121, "B \($0)", at: Int64($0)) }
    let stub = stub(a + b) {
      $0.most = 50
      $0.finished = false
    }
    var tail = try stub.tail()
    clock.advance(by: .seconds(10))
    let lines = try await tail.read(isOver: false).map(\.text)
    #expect(lines.count == 240 && Set(lines).count == 240)
    #expect(lines.filter { $0.hasPrefix("A") } == (0..<120).map { "A \($0)" })
  }

  @Test func `a window asks for ten thousand lines, not for a hundred`() async throws {
    let stub = stub(shown(plain(11_500)))
    var tail = try stub.tail()
    #expect(try await tail.read(isOver: false).count == 11_500)
    let windows = stub.requests.filter { $0.path.hasSuffix("more_logs") }
    #expect(windows.count == 3 && windows.allSatisfy { $0.queryItems["num"] == "10000" })
  }

  @Test func `a window fuller than an answer is halved`() async throws {
    // The counter was lost and started again: 8000 numbers, 16,000 lines.
    var lines = plain(8000)
    lines += lines.map { LogStub.line($0.number, "again \($0.number)", at: 1_000_000 + $0.number) }
    let stub = stub(shown(lines)) { $0.counter = 8001 }
    var tail = try stub.tail()
    _ = try await tail.read(isOver: false)
    let widths = stub.requests.filter { $0.path.hasSuffix("more_logs") }.map { request in
      (Int64(request.queryItems["end"] ?? "") ?? 0) - (Int64(request.queryItems["start"] ?? "") ?? 0) + 1
    }
    #expect(widths.prefix(3) == [8000, 4000, 4000])
  }

  @Test func `an answer larger than we collect is asked for in parts`() async throws {
    let stub = stub(plain(400).map { LogStub.line($0.number, $0.text + String(repeating: "x", count: 1000), at: 0, later: 0) })
    var tail = try stub.tail(answerLimit: 100_000)
    #expect(try await tail.read(isOver: true).count == 400)
    #expect(tail.warnings.isEmpty)
  }

  @Test func `cleaned is normal while the build runs`() async throws {
    let born = clock.now + .seconds(5)
    let stub = stub(plain(10)) { $0.state = { _, now in now < born ? 2 : nil } }
    var tail = try stub.tail()
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).isEmpty)
    #expect(tail.warnings.isEmpty)
    clock.advance(by: .seconds(4))
    #expect(try await tail.read(isOver: false).count == 10)
    _ = try await tail.read(isOver: true)
    #expect(tail.warnings.isEmpty)
  }

  @Test(arguments: [(2, "cleaned"), (3, "closed")]) func `afterwards it is said once that there is no log`(state: Int, word: String)
    async throws
  {
    let stub = stub(plain(10)) { $0.state = { _, _ in state } }
    var tail = try stub.tail()
    #expect(try await tail.read(isOver: false).isEmpty)
    #expect(try await tail.read(isOver: true).isEmpty)
    #expect(try await tail.read(isOver: true).isEmpty)
    #expect(tail.warnings.count == 1 && tail.warnings[0].en.contains(word))
  }

  @Test func `a search that failed is transient trouble, and its flags mean nothing`() async throws {
    let busy = clock.now + .seconds(5)
    let stub = stub(plain(10)) { $0.state = { _, now in now < busy ? 999 : nil } }
    var tail = try stub.tail()
    let error = try await #require(throws: APIError.self) { try await tail.read(isOver: false) }
    #expect(error.kind.isTransient && error.fault == "logSearchFailed" && error.code == "999")
    #expect(!tail.isComplete)
    // After the end it is asked until it can be searched.
    #expect(try await tail.read(isOver: true).count == 10)
    #expect(tail.isComplete && tail.warnings.isEmpty)
  }

  @Test func `a search that fails for good costs the end of the log, not the verdict`() async throws {
    let start = clock.now
    let stub = stub(plain(30)) { $0.state = { _, now in now > start + .seconds(3) ? 999 : nil } }
    var tail = try stub.tail()
    clock.advance(by: .seconds(2))
    let begun = try await tail.read(isOver: false)
    #expect(begun.count == 16)
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: true).isEmpty)
    #expect(tail.isComplete && tail.warnings.count == 1 && tail.warnings[0].en.contains("999"))
    #expect(clock.now - start < .seconds(120))
  }

  @Test func `what was read before a failed search comes with the next answer`() async throws {
    // Two gaps ask for windows; the search for what is new fails after they were read.
    let start = clock.now
    let stub = stub(plain(10).map { LogStub.line($0.number, $0.text, at: 0, later: 0) } + [LogStub.line(5000, "far", at: 0, later: 0)]) {
      $0.state = { operation, now in now > start && operation.hasPrefix("after") ? 999 : nil }
    }
    var tail = try stub.tail()
    #expect(try await tail.read(isOver: false).count == 10)
    stub.change { $0.lines.append(LogStub.line(20, "late", at: 0, later: 0)) }
    clock.advance(by: .seconds(11))
    await #expect(throws: APIError.self) { try await tail.read(isOver: false) }
    stub.change { $0.state = { _, _ in nil } }
    let lines = try await tail.read(isOver: false).map(\.text)
    #expect(lines.sorted() == ["far", "late"])
  }

  @Test func `finished ends nothing`() async throws {
    let stub = stub(plain(100)) { $0.finished = true }
    var tail = try stub.tail()
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).count == 16)
    clock.advance(by: .seconds(10))
    #expect(try await tail.read(isOver: false).count == 84)
    #expect(!tail.isComplete)
  }

  @Test func `a retry has lines of its own, above those of the run before`() async throws {
    let first = plain(50)
    let second = (51...60).map { LogStub.line($0, "second \($0)", at: 10_000 + $0, execution: 2) }
    let stub = stub(first + second)
    var tail = try stub.tail(executeCount: 2)
    clock.advance(by: .seconds(12))
    #expect(try await tail.read(isOver: false).map(\.text) == second.map(\.text))
    let before = clock.now
    #expect(try await tail.read(isOver: true).isEmpty)
    // The numbers below belong to the first run: nothing is missing, nothing is waited for.
    #expect(tail.warnings.isEmpty && clock.now - before < LogTail.grace)
  }

  @Test func `debug lines are hidden unless asked for, and are no gaps`() async throws {
    var lines = plain(20)
    for index in lines.indices where index % 3 == 0 { lines[index].text = "##[debug]" + lines[index].text }
    var hidden = try stub(lines).tail()
    #expect(try await readAll(&hidden).count == 13)
    #expect(hidden.warnings.isEmpty && hidden.memory.gaps.isEmpty)
    var shown = try stub(lines).tail(showsDebug: true)
    #expect(try await readAll(&shown).count { $0.kind == .debug } == 7)
  }

  @Test func `a line that shows late, below those that show, is waited for and keeps its place`() async throws {
    var lines = plain(10)
    lines[4].shown = lines[4].shown + .seconds(5)
    var tail = try stub(lines).tail()
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).map(\.text) == ["line 1", "line 2", "line 3", "line 4"])
    clock.advance(by: .seconds(4))
    #expect(try await tail.read(isOver: false).map(\.text) == (5...10).map { "line \($0)" })
  }

  @Test func `a line that shows later than anybody waits comes all the same`() async throws {
    var lines = plain(5000)
    lines[4].shown = lines[4].shown + .seconds(60)
    lines = shown(lines.filter { $0.number != 5 }) + [lines[4]]
    var tail = try stub(lines).tail()
    #expect(try await tail.read(isOver: false).count == 4)
    clock.advance(by: .seconds(11))
    #expect(try await tail.read(isOver: false).count == 4995)
    clock.advance(by: .seconds(60))
    #expect(try await tail.read(isOver: false).map(\.text) == ["line 5"])
  }

  @Test func `the last lines show after the build has ended`() async throws {
    var lines = plain(10)
    for index in 7..<10 { lines[index].shown = clock.now + .seconds(9) }
    var tail = try stub(lines).tail()
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).count == 7)
    #expect(try await tail.read(isOver: true).map(\.text) == ["line 8", "line 9", "line 10"])
    #expect(tail.warnings.isEmpty)
  }

  @Test func `the rest is asked for twice, even when the counter knows of no more`() async throws {
    var lines = plain(10)
    for index in 7..<10 { lines[index].shown = clock.now + .seconds(4) }
    // The lines after the seventh were not numbered when the counter was asked.
    let stub = stub(lines) { $0.counter = 8 }
    var tail = try stub.tail()
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).count == 7)
    #expect(try await tail.read(isOver: true).map(\.text) == ["line 8", "line 9", "line 10"])
  }

  @Test func `lines that were numbered and never kept are told, after a while`() async throws {
    let stub = stub(plain(10).filter { ![3, 4, 8].contains($0.number) }) { $0.counter = 11 }
    var tail = try stub.tail()
    #expect(try await readAll(&tail).count == 7)
    #expect(tail.warnings.count == 1)
    #expect(tail.warnings[0].en.hasPrefix("3 line numbers of the log never showed (3–4, 8)"))
    #expect(tail.warnings[0].zh.contains("3 个日志行号"))
  }

  @Test func `a window that answers nothing, as a failed one does, is asked again`() async throws {
    let start = clock.now
    let stub = stub(shown(plain(9000))) {
      $0.most = 50
      $0.state = { operation, now in operation.hasPrefix("more") && now == start ? 0 : nil }
    }
    var tail = try stub.tail()
    #expect(try await tail.read(isOver: false).isEmpty)
    clock.advance(by: .seconds(2))
    #expect(try await tail.read(isOver: false).count == 9000)
  }

  @Test func `a number given out twice is two lines, a line kept twice is one`() async throws {
    var lines = plain(6).map { LogStub.line($0.number - 1, "early \($0.number)", at: $0.number) }
    lines += (1...20).map { LogStub.line($0, "line \($0)", at: 100 + $0) }
    lines += lines.filter { $0.number % 3 == 0 }
    var tail = try stub(lines).tail()
    clock.advance(by: .seconds(1))
    var read = try await tail.read(isOver: false).map(\.text)
    read += try await tail.read(isOver: true).map(\.text)
    #expect(read == (1...6).map { "early \($0)" } + (1...20).map { "line \($0)" })
  }

  @Test func `a number is given out again to a line that shows later`() async throws {
    let early = (0...5).map { LogStub.line($0, "early \($0)", at: $0) }
    let stub = stub(early)
    var tail = try stub.tail()
    clock.advance(by: .seconds(1))
    #expect(try await tail.read(isOver: false).count == 6)
    stub.change { $0.lines += (1...3).map { LogStub.line($0, "line \($0)", at: 100 + $0) } }
    clock.advance(by: .seconds(1))
    #expect(try await tail.read(isOver: false).map(\.text) == ["line 1", "line 2", "line 3"])
  }

  @Test func `a counter that was lost does not end the log`() async throws {
    let stub = stub(shown(plain(12_000))) {
      $0.counter = 1
      $0.most = 50
    }
    var tail = try stub.tail()
    #expect(try await tail.read(isOver: true).count == 12_000)
  }

  /// Such a server answers every window alike; smaller ones, and one after the other, would never end.
  @Test func `a server that ignores windows is not asked for ever`() async throws {
    let stub = stub(shown(plain(12_000))) { $0.ignoresWindows = true }
    var tail = try stub.tail()
    let read = try await tail.read(isOver: false).count + tail.read(isOver: true).count
    #expect(read == 10_000)
    #expect(tail.warnings.first?.en.contains("never showed") == true, "\(tail.warnings)")
    #expect(stub.requests.count < 100)
  }

  /// A worker that has not heard that its build is over writes on and on.
  @Test func `a log that grows for ever after the end is cut, and that is said`() async throws {
    let stub = stub(plain(10))
    stub.change { log in
      log.grows = { now in Int64((now - Timestamp(1_700_000_000_000)).wholeMilliseconds / 100) }
    }
    var tail = try stub.tail()
    clock.advance(by: .seconds(2))
    let began = clock.now
    let lines = try await tail.read(isOver: true)
    #expect(lines.count > 1000)
    #expect(clock.now - began <= .seconds(130))
    #expect(tail.warnings.first?.zh.contains("仍有新日志") == true, "\(tail.warnings)")
    #expect(tail.isComplete)
  }

  @Test func `states as old servers spell them`() async throws {
    for (word, state) in [
      ("SUCCEED", LogPage.State.answered), ("EMPTY", .empty), ("CLEAN", .cleaned), ("CLOSED", .closed), ("FAIL", .failed),
    ] {
      #expect(LogPage.State(word) == state)
    }
    #expect(LogPage.State("7") == .failed && LogPage.State(nil) == .answered)
  }
}
