import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct GateRunTests {
  /// Writes down when each entry began.
  private final class Diary: Sendable {
    private let lines = Mutex<[String: (at: Timestamp, left: Duration?)]>([:])
    func note(_ name: String, _ at: Timestamp, _ left: Duration?) { lines.withLock { $0[name] = (at, left) } }
    subscript(name: String) -> (at: Timestamp, left: Duration?)? { lines.withLock { $0[name] } }
  }

  private let diary = Diary()
  private let time = VirtualTime()

  private func entry(
    _ name: String, needs: [String] = [], takes: Duration = .seconds(10), timeout: Duration? = nil, _ verdict: Verdict = .passed
  ) -> GateEntry {
    GateEntry(name, needs: needs, timeout: timeout) { [diary, time] left in
      diary.note(name, time.now, left)
      try? await time.sleep(takes)
      return [Records.record(Task.isCancelled ? .running : verdict, label: name)]
    }
  }

  private func records(_ entries: [GateEntry], timeout: Duration? = nil) async throws -> [RunRecord] {
    let gate = GateRun(entries, timeout: timeout, timing: time.timing) { entry, outcome, code in
      RunRecord(
        label: entry.name, profile: "p", platform: "p", job: "j", began: Records.began, outcome: outcome,
        exitCode: code)
    }
    return await gate.run()
  }

  /// `a` ends only after `b` has begun, and `b` only after `a` has: one after the other they would never end.
  @Test(.timeLimit(.minutes(5))) func whatNeedsNothingRunsSideBySideAndTheOrderIsTheFiles() async throws {
    let (aBegan, tellA) = AsyncStream.makeStream(of: Void.self)
    let (bBegan, tellB) = AsyncStream.makeStream(of: Void.self)
    let ended = Mutex<[String]>([])
    let a = GateEntry("a") { _ in
      tellA.yield()
      for await _ in bBegan { break }
      return [Records.record(.passed, label: "a")]
    }
    let b = GateEntry("b") { _ in
      tellB.yield()
      for await _ in aBegan { break }
      ended.withLock { $0.append("b") }
      return [Records.record(.passed, label: "b")]
    }
    let c = GateEntry("c", needs: ["b"]) { _ in
      ended.withLock { $0.append("c") }
      return [Records.record(.passed, label: "c")]
    }
    let all = try await records([c, a, b])
    #expect(all.map(\.label) == ["c", "a", "b"])
    #expect(ended.withLock { $0 } == ["b", "c"])
  }

  @Test func whatNeedsAFailedJobIsNotStarted() async throws {
    let all = try await records([entry("z", needs: ["y"]), entry("y", needs: ["x"]), entry("x", .failed), entry("w")])
    #expect(all.map(\.word) == ["skipped", "skipped", "failed", "passed"])
    #expect(diary["y"] == nil)
    #expect(diary["z"] == nil)
    #expect(ExitCode.worst(of: all.map(\.exitCode)) == .failed)
  }

  @Test func whatNeedsARunLeftAloneIsNotStarted() async throws {
    let started = GateEntry("started") { _ in [GatePolicy().judged(Records.detached, last: nil)] }
    let all = try await records([started, entry("after", needs: ["started"])])
    #expect(all.map(\.word) == ["detached", "skipped"])
    #expect(ExitCode.worst(of: all.map(\.exitCode)) == .inconclusive)
    #expect(diary["after"] == nil)
  }

  @Test func jobsThatWaitForEachOtherAreToldAndTheGateIsNotGreen() async throws {
    let all = try await records([entry("a", needs: ["b"]), entry("b", needs: ["a"]), entry("c", needs: ["z"]), entry("d")])
    #expect(all.map(\.word) == ["skipped", "skipped", "skipped", "passed"])
    #expect(ExitCode.worst(of: all.map(\.exitCode)) == .usage)
  }

  @Test func afterTheDeadlineNothingIsStartedAndTheGateIsNotGreen() async throws {
    let all = try await records([entry("a", takes: .seconds(60)), entry("b", needs: ["a"])], timeout: .seconds(60))
    #expect(all.map(\.word) == ["passed", "skipped"])
    #expect(ExitCode.worst(of: all.map(\.exitCode)) == .running)
  }

  @Test func eachIsGivenTheShorterOfItsOwnTimeAndTheGates() async throws {
    _ = try await records(
      [entry("a", takes: .seconds(20), timeout: .seconds(500)), entry("b", timeout: .seconds(7)), entry("c", needs: ["a"])],
      timeout: .seconds(100))
    #expect(diary["a"]?.left == .seconds(100))
    #expect(diary["b"]?.left == .seconds(7))
    #expect(try #require(diary["c"]?.left) <= .seconds(80))
  }

  @Test func onceInterruptedNothingMoreIsStarted() async throws {
    let (started, told) = AsyncStream.makeStream(of: Void.self)
    let slow = GateEntry("slow") { _ in
      told.yield()
      // Ends when it is cancelled; nothing else ends it.
      for await _ in AsyncStream<Void>.makeStream().stream {}
      return [Records.record(.running, label: "slow")]
    }
    let gate = GateRun([slow, entry("after", needs: ["slow"]), entry("free")], timeout: nil, timing: time.timing) { entry, outcome, code in
      RunRecord(label: entry.name, profile: "", platform: "", job: "", began: Records.began, outcome: outcome, exitCode: code)
    }
    let task = Task { await gate.run() }
    for await _ in started { break }
    task.cancel()
    let all = await task.value
    #expect(all.map(\.label) == ["slow", "after", "free"])
    #expect(diary["after"] == nil)
  }
}
