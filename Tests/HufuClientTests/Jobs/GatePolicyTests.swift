import HufuClient
import HufuSigning
import Testing

@Suite struct GatePolicyTests {
  private let failing = Records.record(.failed, cases: [Records.passed, Records.failed, Records.broken])

  private func policy(_ change: (inout GatePolicy) -> Void) -> GatePolicy {
    var policy = GatePolicy()
    change(&policy)
    return policy
  }

  @Test func nothingIsAllowedUnlessSaid() {
    #expect(GatePolicy().judged(failing, last: ["c2", "c3"]).exitCode == .failed)
    #expect(GatePolicy().judged(Records.record(.passed), last: nil).exitCode == .ok)
  }

  @Test(arguments: [(0, ExitCode.failed), (1, .failed), (2, .ok)]) func countOfFailures(_ allowed: Int, _ exit: ExitCode) {
    #expect(policy { $0.allowedFailures = allowed }.judged(failing, last: nil).exitCode == exit)
  }

  @Test func namedCasesByIdOrName() {
    #expect(policy { $0.allowedCases = ["c2", "压测"] }.judged(failing, last: nil).exitCode == .ok)
    let judged = policy { $0.allowedCases = ["c2"] }.judged(failing, last: nil)
    #expect(judged.exitCode == .failed)
    #expect(judged.notes.contains { $0.zh.contains("压测") && !$0.zh.contains("支付") })
  }

  @Test func anAllowedCaseThatIsNoneOfTheRunsIsTold() {
    let judged = policy { $0.allowedCases = ["登陆", "c3"] }.judged(failing, last: nil)
    #expect(judged.notes.contains { $0.zh.contains("「登陆」不是这次运行的用例") && $0.zh.contains("是不是「登录」") })
    #expect(judged.notes.count == 2, "\(judged.notes)")
    #expect(policy { $0.allowedCases = ["x"] }.judged(Records.record(.passed), last: nil).notes.isEmpty)
  }

  @Test func onlyNewFailuresCount() {
    let onlyNew = policy { $0.newFailuresOnly = true }
    #expect(onlyNew.judged(failing, last: ["c2", "c3", "c9"]).exitCode == .ok)
    #expect(onlyNew.judged(failing, last: ["c2"]).exitCode == .failed)
    #expect(onlyNew.judged(failing, last: []).exitCode == .failed)
  }

  @Test func withoutAnEarlierRunEveryFailureIsNewAndThatIsSaid() {
    let judged = policy { $0.newFailuresOnly = true }.judged(failing, last: nil)
    #expect(judged.exitCode == .failed)
    #expect(judged.notes.contains { $0.en.contains("No earlier run") })
  }

  /// What is no matter of test cases is never explained away by allowing cases.
  @Test(arguments: [
    Records.record(.failed),
    Records.record(.failed, cases: [Records.failed], issues: [Records.issue]),
    Records.record(.failed, cases: [Records.failed], steps: [RunStep("build", .failed)]),
    Records.record(.failed, cases: [Records.failed], measures: [Records.count("failed", 2)]),
    Records.record(.failed, cases: [Records.failed], measures: [Records.count("failed", 1), Records.count("notRun", 1)]),
    Records.record(.failed, cases: [Records.failed], measures: Records.limits),
    Records.record(.inconclusive, cases: [Records.failed]),
    Records.record(.stopped, cases: [Records.failed]),
    Records.record(.running),
    Records.error(UsageError(zh: "错", en: "wrong")),
  ])
  func otherEndsStay(_ record: RunRecord) {
    let generous = policy {
      $0.allowedFailures = 100
      $0.allowedCases = ["c2"]
      $0.newFailuresOnly = true
    }
    #expect(generous.judged(record, last: ["c2"]).exitCode == record.exitCode)
    #expect(record.exitCode != .ok)
  }

  @Test func theCountOfTheAllowedCasesIsNoLimitOfItsOwn() {
    let record = Records.record(
      .failed, cases: [Records.failed, Records.broken], measures: [Records.count("failed", 2), Records.count("notRun", 0)])
    #expect(policy { $0.allowedFailures = 2 }.judged(record, last: nil).exitCode == .ok)
  }

  /// Outside a gate it is a success; here nothing was proved.
  @Test func aRunLeftAloneIsInconclusiveInAGate() {
    let record = Records.detached
    #expect(record.exitCode == .ok)
    let judged = GatePolicy().judged(record, last: nil)
    #expect(judged.exitCode == .inconclusive && judged.notes.first?.en.contains("not waited for") == true)
    #expect(policy { $0.isOptional = true }.judged(record, last: nil).exitCode == .ok)
  }

  @Test func anOptionalJobDoesNotDecide() {
    let optional = policy { $0.isOptional = true }
    #expect(optional.judged(failing, last: nil).exitCode == .ok)
    #expect(optional.judged(Records.record(.inconclusive), last: nil).exitCode == .ok)
    let interrupted = RunRecord(
      label: "a", profile: "a", platform: "a", job: "a", began: Records.began, outcome: RunOutcome(.interrupted))
    #expect(optional.judged(interrupted, last: nil).exitCode == .interrupted)
  }

  @Test(arguments: [
    ([ExitCode.ok, .ok], ExitCode.ok), ([.ok, .throttled], .throttled), ([.running, .inconclusive, .authentication], .inconclusive),
    ([.stopped, .failed], .failed), ([.failure, .refused], .refused), ([.failed, .interrupted], .interrupted), ([.usage, .local], .usage),
  ])
  func worst(_ codes: [ExitCode], _ worst: ExitCode) { #expect(ExitCode.worst(of: codes) == worst) }
}
