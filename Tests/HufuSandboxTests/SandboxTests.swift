import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

struct SandboxTests {
  private let now = Timestamp(1_700_000_000_000)

  private func sandbox(seed: UInt64 = 1) throws -> Sandbox { try SandboxPlan([EchoPlatform.self], seed: seed).sandbox() }

  private func ask(_ sandbox: Sandbox, _ path: String = "/", at mount: String = "echo") -> Delivery {
    sandbox.deliver(APIRequest(.get, path), to: mount, at: now)
  }

  private func bodies(_ sandbox: Sandbox) -> [String] { (0..<5).map { _ in ask(sandbox).answer.response.text } }

  @Test func theSameSeedGivesTheSameWorld() throws {
    let first = try bodies(sandbox(seed: 7))
    #expect(try bodies(sandbox(seed: 7)) == first)
    #expect(try bodies(sandbox(seed: 8)) != first)
    #expect(Set(first).count == 5)
  }

  @Test func resetPutsWorldsFaultsAndJournalBack() throws {
    let sandbox = try sandbox()
    let first = bodies(sandbox)
    sandbox.inject(.status(503, times: 9), now: now)
    sandbox.inject(.skew(milliseconds: 5000), now: now)
    #expect(ask(sandbox).answer.response.status == 503)
    sandbox.reset()
    #expect(sandbox.journal.isEmpty)
    #expect(bodies(sandbox) == first)
    #expect(sandbox.journal.map(\.number) == [1, 2, 3, 4, 5])
  }

  @Test func reloadKeepsFaultsAndJournalAndIsWhatAResetGoesBackTo() throws {
    let plan = try SandboxPlan([EchoPlatform.self])
    let sandbox = try plan.sandbox()
    _ = ask(sandbox)
    sandbox.inject(.status(503, times: 1), now: now)
    sandbox.reload(try plan.configured(by: ["echo": ["greeting": "again"]]).services())
    #expect(sandbox.journal.count == 1)
    #expect(ask(sandbox).answer.response.status == 503)
    #expect(ask(sandbox).answer.response.text.contains(#""greeting":"again","requests":1"#))
    sandbox.reset()
    #expect(ask(sandbox).answer.response.text.contains(#""greeting":"again","requests":1"#))
  }

  @Test func aFaultAtOneMountLeavesTheOthersAlone() throws {
    let sandbox = try sandbox()
    sandbox.inject(.status(500, times: 1), at: "echo@old", now: now)
    #expect(ask(sandbox).answer.response.status == 200)
    #expect(ask(sandbox, at: "echo@old").answer.response.status == 500)
    #expect(ask(sandbox, at: "echo@old").answer.response.text.contains(#""faults":1"#))
  }

  @Test func aPlatformsOwnWordsComeBeforeTheWebServers() throws {
    let sandbox = try sandbox()
    sandbox.inject(.status(418, times: 1), now: now)
    sandbox.inject(.html(times: 1), now: now)
    #expect(ask(sandbox).answer.response.text == #"{"code":418}"#)
    let page = ask(sandbox).answer.response
    #expect(page.status == 200)
    #expect(page.head.isHTML)
    #expect(sandbox.journal.map(\.refusal) == ["injected: my own words", "injected web page"])
  }

  @Test func skewMovesTheWallClockAndDateOnly() throws {
    let sandbox = try sandbox()
    sandbox.inject(.skew(milliseconds: 600_000), now: now)
    let answer = ask(sandbox).answer.response
    #expect(answer.head.date == now + .seconds(600))
    #expect(answer.text.contains(#""wall":1700000600000"#))
    #expect(sandbox.journal.first?.time == now)
  }

  @Test func theJournalTellsEveryReason() throws {
    let sandbox = try sandbox()
    for cut in [SandboxCut.unprocessed, .beforeHead, .afterBytes(3)] { sandbox.inject(.cut(cut, times: 1), at: "echo", now: now) }
    for _ in 0..<3 { _ = ask(sandbox) }
    _ = ask(sandbox, "/refuse")
    _ = ask(sandbox, at: "nowhere")
    #expect(sandbox.journal.map(\.status) == [nil, nil, 200, 401, 404])
    #expect(
      sandbox.journal.map(\.refusal) == [
        "cut before it was read", "cut before the answer", "cut after 3 bytes of the answer", "wrong key", "nothing is mounted at nowhere",
      ])
    #expect(ask(sandbox).answer.response.text.contains(#""requests":4"#), "a request that was never read counts for nothing")
  }
}
