import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// Runs that are taken up by their id, and what is known of earlier ones.
@Suite struct ScanResumeTests {
  private static func resuming(_ id: String) -> JobRun.Options {
    var options = JobRun.Options()
    options.resume = id
    return options
  }

  @Test func `the id is enough`() async throws {
    let stage = try Stage()
    var options = JobRun.Options()
    options.detaches = true
    let started = await stage.scan(["branch": "master"], options)
    let id = try #require(started.run?.id)
    #expect(started.run?.link == "http://127.0.0.1:7800/tca/t/helloworld/p/hellotca/code-analysis/repos/23/projects/27/scan-history/5")
    let outcome = await stage.scan(["newError": "1"], Self.resuming(id))
    #expect(outcome.verdict == .passed && outcome.measure("newTotal")?.value == 3 && stage.starts == 1, "\(outcome.words)")
    #expect(outcome.report?.link?.address == started.run?.link && outcome.report?.started != nil && outcome.report?.ended != nil)
  }

  /// The page's address leads back to what it is of.
  @Test func `the link is one we can read`() throws {
    let place = try #require(Place(runID: "xxx/y y/1/27/8"))
    let location = try CodeAnalysis.location(of: place.page(at: Endpoint("https://tca.example.com")))
    #expect(location.defaults == ["org": "xxx", "team": "y y", "repo": "1", "project": "27"] && location.arguments["job"] == "8")
  }

  @Test(arguments: [
    "", "5", "helloworld/hellotca/23/27", "helloworld/hellotca/23/27/x", "/hellotca/23/27/5", "a/b/23/27/5/6", "a/b/0/27/5",
  ])
  func `what is no id is an error`(_ id: String) async throws {
    let stage = try Stage()
    let outcome = await stage.scan([:], Self.resuming(id))
    #expect(outcome.exitCode == .usage && outcome.words.contains("ORG/TEAM/REPO/PROJECT/JOB") && stage.sandbox.journal.isEmpty)
  }

  @Test func `an id of nothing is told at once`() async throws {
    let outcome = try await Stage().scan([:], Self.resuming("helloworld/hellotca/23/27/999"))
    #expect(outcome.exitCode == .usage && outcome.run == nil && outcome.words.contains("a job's number is not a scan's"))
  }

  @Test func `earlier scans tell how long it takes`() async throws {
    let heard = Heard()
    _ = try await Stage().scan(["branch": "clean"]) { event in
      if case .status(_, let progress) = event, let expected = progress.expected { heard.hear("\(expected)") }
    }
    #expect(heard.texts.first == "5.0 seconds")
  }

  @Test(arguments: [
    ("2026-11-22T01:04:38.891686+08:00", 1_795_280_678_891), ("2026-11-21 16:51:09.368045+00:00", 1_795_279_869_368),
    ("2021-03-15T03:14:56.760427Z", 1_615_778_096_760), ("2026-11-22T01:04:38+08:00", 1_795_280_678_000),
  ])
  func `both spellings of a moment are read`(_ text: String, _ milliseconds: Int64) {
    #expect(Timestamp(server: text) == Timestamp(milliseconds))
  }

  @Test(arguments: ["", "2026-11-22", "now", "2026-11-22T01:04:38.x+08:00"]) func `others are not`(_ text: String) {
    #expect(Timestamp(server: text) == nil)
  }
}
