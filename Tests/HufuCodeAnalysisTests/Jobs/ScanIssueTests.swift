import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// The issues a report lists, and their lines.
@Suite struct ScanIssueTests {
  private static func isDetail(_ path: String) -> Bool { path.contains("/codelint/issues/") && !path.hasSuffix("/issues/") }

  @Test func `the new ones, each with its line, the worst first`() async throws {
    let outcome = try await Stage().scan(["branch": "master", "newError": "1"])
    let issues = try #require(outcome.report?.issues)
    #expect(issues.map(\.level) == [.error, .warning, .warning] && issues.allSatisfy { $0.line != nil && $0.column != nil })
    #expect(issues[0].rule == "E999" && issues[0].tool == "flake8" && issues[0].file == "src/mod_26.py" && issues[0].line == 192)
    #expect(outcome.report?.warnings.isEmpty == true)
  }

  @Test func `all, or none`() async throws {
    let all = try await Stage().scan(["branch": "master", "newError": "1", "issues": "all"])
    #expect(all.report?.issues.count == 26 && Set(all.report?.issues.map(\.id) ?? []).count == 26)
    let stage = try Stage()
    let none = await stage.scan(["branch": "master", "newError": "1", "issues": "none"])
    #expect(none.report?.issues.isEmpty == true && stage.count { $0.contains("/codelint/issues/") } == 0)
  }

  /// Asking for lines is a call for each issue: bounded, and said when it was cut.
  @Test func `lines are asked for up to a bound`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "fresh", "newError": "5", "issueLines": "10"])
    #expect(outcome.report?.issues.count == 25 && outcome.report?.issues.count { $0.line != nil } == 10)
    #expect(stage.count(Self.isDetail) == 10 && outcome.words.contains("15 issues have no line"))
    // Those that matter have theirs.
    #expect(outcome.report?.issues.prefix(10).count { $0.level == .error } == 5)
  }

  @Test func `a cut list holds the worst, and says that it is cut`() async throws {
    let outcome = try await Stage().scan(["branch": "fresh", "newError": "5", "maxIssues": "7"])
    #expect(outcome.report?.issues.map(\.level) == Array(repeating: .error, count: 5) + [.warning, .warning])
    #expect(outcome.words.contains("7 of 25 issues are listed"))
  }

  /// The list has no order: rows come twice and others not at all.
  @Test func `a list that moves is read again`() async throws {
    let stage = try Stage()
    _ = await stage.scan(["branch": "fresh", "newError": "9", "issues": "none"])
    stage.sandbox.inject(.duplicatedPage(times: 1), at: "tca", now: stage.clock.now)
    let place = try #require(Place(runID: "helloworld/hellotca/23/34/5"))
    let list = try await Client<CodeAnalysis>(stage.connection()).issues(openedBy: nil, in: place, atMost: 500, lines: 0, page: 10)
    #expect(list.issues.count == 25 && Set(list.issues.map(\.id)).count == 25 && list.total == 25)
  }

  @Test func `the verdict stands without the issues`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "clean"], over: stage.line(.status, times: 99) { $0.path.hasSuffix("/codelint/issues/") })
    #expect(outcome.verdict == .passed && outcome.words.contains("could not be listed"))
    let other = try Stage()
    let lines = await other.scan(["branch": "fresh", "newError": "5"], over: other.line(.status, times: 99) { Self.isDetail($0.path) })
    #expect(lines.verdict == .passed && lines.report?.issues.count == 25 && lines.words.contains("asking failed"), "\(lines.words)")
  }

  @Test func `the text of an issue's answer is no sign of failure`() async throws {
    // The wrapper's msg is the finding's own (platforms/tca.md §0.4), and the issue is there all the same.
    let outcome = try await Stage().scan(["branch": "master", "newError": "1"])
    #expect(outcome.report?.issues.first?.message == "SyntaxError: invalid syntax")
  }
}
