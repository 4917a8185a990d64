import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuCommands

/// Ctrl-C while a run is followed.
@Suite struct RunInterruptTests {
  /// Presses Ctrl-C at the first question after the start, and lets that wait until it is taken back.
  private struct PressingTransport: Transport {
    private static let starts = ["/test/plan/run", "/test-plan-execute/single"]

    let inner: any Transport
    let part: String
    let press: AsyncStream<Void>.Continuation
    let times: Int
    var beforeTheStart = false
    let isStarted = Latch()
    let isDone = Latch()

    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      if Self.starts.contains(where: request.path.hasSuffix) { _ = isStarted.close() }
      guard beforeTheStart || isStarted.isShut, request.path.contains(part), isDone.close() else {
        return try await inner.open(request, to: endpoint)
      }
      for _ in 0..<times { press.yield() }
      try await Task.sleep(for: .seconds(3600))
      throw CancellationError()
    }
  }

  private final class Latch: Sendable {
    private let isClosed = Mutex(false)
    var isShut: Bool { isClosed.withLock { $0 } }
    /// Whether this was the first time.
    func close() -> Bool {
      isClosed.withLock { closed in
        defer { closed = true }
        return !closed
      }
    }
  }

  private func run(
    _ words: [String], pressing part: String, times: Int = 1, beforeTheStart: Bool = false, on desk: Desk
  ) async -> (Desk.Outcome, quits: [ExitCode]) {
    let (stream, press) = AsyncStream<Void>.makeStream()
    let quits = Mutex<[ExitCode]>([])
    let line = SandboxTransport(desk.sandbox, timing: desk.clock.timing)
    let outcome = await desk.run(
      words, transport: PressingTransport(inner: line, part: part, press: press, times: times, beforeTheStart: beforeTheStart)
    ) { shell in
      shell.interrupts = { stream }
      shell.quit = { code in quits.withLock { $0.append(code) } }
    }
    return (outcome, quits.withLock { $0 })
  }

  @Test func onceDetaches() async throws {
    let desk = try Desk()
    let (outcome, quits) = await run(["run", "ms", "plan", "plan=长跑（三十五分钟）"], pressing: "/report/status", on: desk)
    #expect(outcome.exit == .interrupted, "\(outcome.errors)")
    #expect(quits.isEmpty)
    #expect(outcome.errors.contains("the run goes on"))
    let run = try #require(try JSONValue(parsing: outcome.outputBytes)["runs"]?.elements?.first)
    #expect(run["verdict"] == "interrupted")
    #expect(outcome.errors.contains("hufu run ms plan --resume \(run["run"]?.text ?? "–")"))
  }

  @Test func twiceLeavesAtOnce() async throws {
    let (outcome, quits) = await run(["run", "ms", "plan", "plan=长跑（三十五分钟）"], pressing: "/report/status", times: 2, on: try Desk())
    #expect(quits == [.interrupted])
    // Once on leaving, which ends a real process; the summary says it again here.
    #expect(outcome.errors.ranges(of: "take it up again: hufu run ms plan --resume ").count == 2, "\(outcome.errors)")
  }

  @Test func beforeTheStartNothingGoesOn() async throws {
    let desk = try Desk()
    let (outcome, _) = await run(["run", "ms", "plan", "plan=长跑（三十五分钟）"], pressing: "/test/plan/", beforeTheStart: true, on: desk)
    #expect(outcome.exit == .interrupted)
    #expect(outcome.errors.contains("nothing was started yet"), "\(outcome.errors)")
    #expect(desk.sandbox.journal.allSatisfy { !$0.path.hasSuffix("/test/plan/run") })
  }

  /// Files that were not fetched are no pass.
  @Test func artifactsAreNotAwaitedAfterAnInterrupt() async throws {
    let desk = try Desk()
    let (outcome, _) = await run(
      ["run", "bkci", "build", "project=demo", "pipeline=demo-build", "--artifacts", desk.folder + "/out"],
      pressing: "ownload", beforeTheStart: true, on: desk)
    #expect(outcome.exit == .interrupted, "\(outcome.errors)")
  }

  @Test func withStopTheRunIsStoppedAndItsEndAwaited() async throws {
    let desk = try Desk()
    let (outcome, _) = await run(
      ["run", "ms-v3", "plan", "plan=长跑（三十五分钟）", "--stop-on-interrupt"], pressing: "/his/page", on: desk)
    #expect(outcome.exit == .stopped, "\(outcome.errors)")
    #expect(outcome.errors.contains("asking the platform to stop it"))
  }
}
