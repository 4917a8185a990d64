import HufuClient
import HufuSigning
import Testing

@testable import HufuCodeAnalysis

/// How answers are read: leniently where that is safe, and never as more than they say.
@Suite struct ScanReadingTests {
  @Test(
    arguments: [
      (0, .passed), (1, .passed), (2, .inconclusive), (42, .passed), (99, .passed), (100, .failed), (116, .failed), (199, .failed),
      (211, .failed), (225, .passed), (226, .failed), (299, .failed), (300, .failed), (301, .stopped), (302, .failed), (313, .failed),
      (399, .failed), (400, .inconclusive), (-1, .inconclusive), (1200, .inconclusive),
    ] as [(Int64, Verdict)])
  func codesAreJudged(_ code: Int64, _ verdict: Verdict) {
    let result = ScanResult(code: code)
    #expect(result.verdict == verdict && result.isSuccess == (verdict == .passed))
    if verdict != .passed { #expect(result.reason.en.contains(code == 2 ? "does not say which" : "\(code)") && !result.reason.zh.isEmpty) }
  }

  @Test(
    arguments: [
      (#"{"job_id": 7, "scan_id": 3, "msg": "plz check the other job's result"}"#, 7), (#"{"job_id": "7"}"#, 7), (#"{"scan_id": 3}"#, nil),
      ("plz", nil), ("", nil), ("[]", nil), (#"{"job_id": null}"#, nil),
    ] as [(String, Int64?)])
  func theSuccessorStandsInAText(_ message: String, _ job: Int64?) {
    #expect(ScanResult(code: 2, message: message).successor == job)
    #expect(ScanResult(code: 0, message: message).successor == nil)
  }

  @Test func `codes and ids may be texts, and all but the id may be missing`() throws {
    let job = try #require(
      JobRecord(["id": "7", "state": "2", "result_code": "211", "tasks": [["state": 2, "result_code": "0"], ["task_name": "cpd"]]]))
    #expect(job.id == 7 && job.result?.code == 211 && RunStatus.Phase(job) == .ended(.failed))
    #expect(job.tasks == [RunStep("?", .passed), RunStep("cpd", .waiting)])
    #expect(RunStatus.Phase(try #require(JobRecord(["id": 7]))) == .unknown("state null"))
    #expect(RunStatus.Phase(try #require(JobRecord(["id": 7, "state": 2]))) == .ended(.inconclusive))
    #expect(JobRecord(["state": 2]) == nil)
  }

  @Test(
    arguments: [(0, .queued), (1, .running), (3, .running), (4, .queued), (5, .queued), (6, .unknown("state 6"))]
      as [(Int, RunStatus.Phase)])
  func statesAreWords(_ state: Int, _ phase: RunStatus.Phase) throws {
    #expect(RunStatus.Phase(try #require(JobRecord(["id": 1, "state": .int(state)]))) == phase)
  }

  /// A zero that is left out is a zero; a count that is left out is none.
  @Test func whatIsMissingIsNotNought() {
    func numbers(_ lint: JSONValue) -> ScanNumbers { ScanNumbers(lint: lint, duplication: nil, complexity: nil) }
    let whole = numbers([
      "current_scan": ["issue_open_num": 2, "active_severity_detail": ["error": 2]], "total": ["state_detail": ["closed": 9]],
    ])
    #expect(whole.newError == 2 && whole.newFatal == 0 && whole.newTotal == 2 && whole.backlog == 0)
    #expect(numbers(["current_scan": ["issue_open_num": 2], "total": .null]).newError == nil)
    #expect(numbers(["current_scan": ["issue_open_num": 2, "active_severity_detail": ["error": .null]]]).newError == nil)
    for lint in [.null, [:], ["current_scan": .null], ["current_scan": ["issue_open_num": .null, "active_severity_detail": [:]]]]
      as [JSONValue]
    {
      #expect(numbers(lint) == ScanNumbers(lint: nil, duplication: nil, complexity: nil))
    }
    let metrics = ScanNumbers(lint: nil, duplication: [:], complexity: ["default_summary": .null])
    #expect(metrics.duplication == nil && metrics.complexity == nil && metrics.newComplexity == nil)
  }
}
