import HufuClient
import Testing

@testable import HufuMeterSphere

@Suite struct RunPhaseTests {
  @Test(
    arguments: [
      ("SUCCESS", .ended(.passed)), ("success", .ended(.passed)), ("FAILED", .ended(.failed)), ("COMPLETED", .ended(.inconclusive)),
      ("Stopped", .ended(.stopped)), ("STOPPED", .ended(.stopped)), ("RUNNING", .running), ("Running", .running), ("PREPARE", .queued),
      ("Rerunning", .running), ("UNDERWAY", .running), ("something new", .unknown("something new")), (nil, .unknown("null")),
    ] as [(String?, RunStatus.Phase)])
  func readsTheOneWord(_ status: String?, _ phase: RunStatus.Phase) { #expect(RunStatus.Phase(planStatus: status) == phase) }

  @Test(arguments: [
    ("PENDING", "-", RunStatus.Phase.queued), ("RUNNING", "-", .running), ("RERUNNING", "SUCCESS", .running),
    ("COMPLETED", "SUCCESS", .ended(.passed)), ("COMPLETED", "ERROR", .ended(.failed)), ("COMPLETED", "-", .ended(.inconclusive)),
    ("COMPLETED", "FAKE_ERROR", .ended(.inconclusive)), ("STOPPED", "SUCCESS", .ended(.stopped)), ("ERROR", "-", .ended(.inconclusive)),
    ("PAUSED", "-", .unknown("PAUSED")),
  ])
  func readsTheTwoWords(_ exec: String, _ result: String, _ phase: RunStatus.Phase) {
    #expect(RunStatus.Phase(exec: exec, result: result) == phase)
  }
}
