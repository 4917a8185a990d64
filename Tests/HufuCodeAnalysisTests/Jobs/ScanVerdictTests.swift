import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// Every way a scan can end, played by the sandbox's branches.
@Suite struct ScanVerdictTests {
  @Test func `a clean branch passes the usual limits`() async throws {
    let outcome = try await Stage().scan(["branch": "clean"])
    #expect(outcome.verdict == .passed && outcome.exitCode == .ok)
    #expect(outcome.measure("newFatal")?.limit == 0 && outcome.measure("newError")?.limit == 0)
    #expect(outcome.measure("newWarning")?.limit == nil && outcome.measure("newWarning")?.value == 0)
    #expect(outcome.measure("backlog")?.value == 0 && outcome.report?.issues.isEmpty == true)
    #expect(outcome.report?.title == "repo_name · clean · default" && outcome.run?.id == "helloworld/hellotca/23/28/5")
  }

  @Test func `a new error fails the usual limits`() async throws {
    let outcome = try await Stage().scan(["branch": "master"])
    #expect(outcome.verdict == .failed && outcome.exitCode == .failed)
    #expect(outcome.reasons.map(\.en) == ["New errors: 1, above the limit 0 (newError)."])
    #expect(outcome.measure("newTotal")?.value == 3 && outcome.measure("backlog")?.value == 26)
  }

  /// One limit more than kept, and just kept; the numbers are those of the second scan of `master`.
  @Test(arguments: [
    ("newError", "0", "1"), ("newWarning", "1", "2"), ("newTotal", "2", "3"), ("backlog", "25", "26"), ("duplication", "2%", "2.1%"),
    ("complexity", "3", "4"), ("newComplexity", "-1", "0"),
  ])
  func `each limit decides`(_ name: String, _ over: String, _ kept: String) async throws {
    let failed = try await Stage().scan(["branch": "master", name: .string(over)])
    #expect(failed.verdict == .failed && failed.words.contains("(\(name))"))
    let passed = try await Stage().scan(["branch": "master", name: .string(kept)])
    #expect(passed.verdict == .passed, "\(passed.words)")
    #expect(passed.measure(name)?.isWithin == true && passed.report?.measures.count { $0.limit != nil } == 1)
  }

  @Test(arguments: [("newFatal", "0"), ("newInfo", "0")]) func `a count that is left out is nought`(_ name: String, _ limit: String)
    async throws
  {
    let outcome = try await Stage().scan(["branch": "master", name: .string(limit)])
    #expect(outcome.verdict == .passed && outcome.measure(name)?.value == 0)
  }

  /// Branch, code, and whose trouble it is.
  @Test(arguments: [("broken", "211", "the node's"), ("nomachine", "313", "the scheme's"), ("filedown", "116", "the servers'")])
  func `closed is not passed`(_ branch: String, _ code: String, _ blame: String) async throws {
    let outcome = try await Stage().scan(["branch": .string(branch)])
    #expect(outcome.verdict == .failed && outcome.exitCode == .failed)
    #expect(outcome.words.contains("code \(code)") && outcome.words.contains(blame))
    #expect(outcome.report?.measures.isEmpty == true)
  }

  @Test func `a failing tool is named`() async throws {
    let outcome = try await Stage().scan(["branch": "broken"])
    let failed = outcome.report?.steps.filter { $0.state == .failed }
    #expect(failed?.map(\.name) == ["flake8"] && failed?.first?.code == "211")
    #expect(outcome.report?.steps.filter { $0.state == .stopped }.map(\.name) == ["cpd", "lizard", "codecount"])
  }

  @Test func `cancelled is stopped, and nobody waits for its end time`() async throws {
    let stage = try Stage()
    let start = stage.clock.now
    let outcome = await stage.scan(["branch": "revoked"])
    #expect(outcome.verdict == .stopped && outcome.exitCode == .stopped)
    #expect(outcome.report?.ended == nil && stage.clock.now - start < .seconds(30))
  }

  @Test func `still running at the deadline`() async throws {
    var options = JobRun.Options()
    options.timeout = .seconds(600)
    let outcome = try await Stage().scan(["branch": "endless"], options)
    #expect(outcome.verdict == .running && outcome.exitCode == .running && outcome.canResume)
  }

  @Test func `a state nobody explains is inconclusive`() async throws {
    var options = JobRun.Options()
    options.timeout = .seconds(600)
    let outcome = try await Stage().scan(["branch": "puzzling"], options)
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("state 7"))
  }

  /// Nothing to scan: 1 of the server, 225 of a node.
  @Test(arguments: ["empty", "scanned"]) func `nothing to scan has nothing new`(_ branch: String) async throws {
    let outcome = try await Stage().scan(["branch": .string(branch)])
    #expect(outcome.verdict == .passed && outcome.measure("newError")?.value == 0)
    #expect(outcome.words.contains("nothing was scanned"))
    // What a scan would have had to count is not known.
    let held = try await Stage().scan(["branch": .string(branch), "backlog": "0"])
    #expect(held.verdict == .inconclusive && held.words.contains("(backlog)"))
  }

  /// A retry of a commit that failed has nothing new to scan; whoever asks for it gets no pass for that.
  @Test(arguments: ["empty", "scanned"]) func `a scan that is required and was none is inconclusive`(_ branch: String) async throws {
    let outcome = try await Stage().scan(["branch": .string(branch), "requireScan": true])
    #expect(outcome.verdict == .inconclusive && outcome.words.contains("--require-scan"), "\(outcome.words)")
    #expect(try await Stage().scan(["branch": "clean", "requireScan": true]).verdict == .passed)
  }

  /// The tasks of a scan that was not needed were revoked, not failed.
  @Test func `under a pass no step looks failed`() async throws {
    let outcome = try await Stage().scan(["branch": "scanned"])
    let steps = outcome.report?.steps ?? []
    #expect(outcome.verdict == .passed && !steps.isEmpty && outcome.report?.brokenSteps.isEmpty == true, "\(steps)")
  }

  @Test func `progress is told by tasks`() async throws {
    let heard = Heard()
    _ = try await Stage().scan(["branch": "clean"]) { event in
      if case .status(let status, _) = event { heard.hear("\(status.phase) \(status.done ?? -1)/\(status.total ?? -1) \(status.text.en)") }
    }
    #expect(heard.texts == ["queued -1/-1 preparing", "running 0/4 ", "ended(HufuClient.Verdict.passed) 4/4 "])
  }

  @Test func `stopping cancels the job`() async throws {
    let stage = try Stage()
    var options = JobRun.Options()
    options.stopsWhenCancelled = true
    let canceller = Canceller()
    let outcome = await canceller.run { [options] in
      await stage.scan(["branch": "endless"], options) { event in
        if case .status = event { canceller.cancel() }
      }
    }
    #expect(outcome.verdict == .stopped, "\(outcome.end)")
    #expect(stage.count { $0.hasSuffix("/cancel/") } == 1)
  }
}
