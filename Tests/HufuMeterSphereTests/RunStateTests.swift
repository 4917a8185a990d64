import Testing

@testable import HufuMeterSphere

@Suite struct RunStateTests {
  @Test(
    arguments: [
      ("SUCCESS", .passed), ("success", .passed), ("FAILED", .failed), ("COMPLETED", .inconclusive), ("Stopped", .stopped),
      ("STOPPED", .stopped), ("RUNNING", .running), ("Running", .running), ("PREPARE", .running), ("Rerunning", .running),
      ("UNDERWAY", .running),
      ("something new", .running), (nil, .running),
    ] as [(String?, MeterSphere.RunState)])
  func readsTheOneWord(_ status: String?, _ state: MeterSphere.RunState) { #expect(MeterSphere.RunState(status: status) == state) }

  @Test(arguments: [
    ("PENDING", "-", MeterSphere.RunState.running), ("RUNNING", "-", .running), ("RERUNNING", "SUCCESS", .running),
    ("COMPLETED", "SUCCESS", .passed), ("COMPLETED", "ERROR", .failed), ("COMPLETED", "-", .inconclusive),
    ("COMPLETED", "FAKE_ERROR", .inconclusive), ("STOPPED", "SUCCESS", .stopped), ("ERROR", "-", .inconclusive),
  ])
  func readsTheTwoWords(_ exec: String, _ result: String, _ state: MeterSphere.RunState) {
    #expect(MeterSphere.RunState(exec: exec, result: result) == state)
  }
}
