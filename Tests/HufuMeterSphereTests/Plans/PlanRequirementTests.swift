import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// What counts as a pass beyond the platform's own word (platforms/metersphere.md §3).
@Suite struct PlanRequirementTests {
  @Test func successAboveTheThresholdIsNoPassUnlessThatIsAskedFor() async throws {
    let all = try await Playground(.v3).drive(["plan": "达到阈值（有失败）"])
    #expect(all.phases.last == .ended(.passed))
    #expect(all.verdict == .failed)
    let threshold = try await Playground(.v3).drive(["plan": "达到阈值（有失败）", "require": "threshold"])
    #expect(threshold.verdict == .passed)
    #expect(
      threshold.measure("passRate") == Measure("passRate", Bilingual(zh: "通过率", en: "Pass rate"), 75, limit: 60, bound: .atLeast, unit: "%")
    )
  }

  /// A report of v3 of one plan; rates as that server spells them.
  private func report(
    rate: JSONValue, threshold: JSONValue, success: Int = 9999, error: Int = 1, plans: (Int, Int, Int) = (1, 1, 0)
  ) throws -> PlanReport {
    try #require(
      PlanReport(modern: [
        "passRate": rate, "passThreshold": threshold, "caseTotal": .int(success + error), "planCount": .int(plans.0),
        "passCountOfPlan": .int(plans.1), "failCountOfPlan": .int(plans.2),
        "executeCount": ["success": .int(success), "error": .int(error), "fakeError": 0, "block": 0, "pending": 0],
      ]))
  }

  @Test(arguments: [
    ("99.99", "99.99", Verdict.passed), ("99.99", "100.00", .failed), ("100.00", "100.00", .passed), ("9.50", "10.00", .failed),
    ("100.00", "99.99", .passed),
  ])
  func ratesAreTextsInPercent(_ rate: String, _ threshold: String, _ verdict: Verdict) throws {
    let report = try report(rate: .string(rate), threshold: .string(threshold))
    #expect(report.passRate == Double(rate))
    #expect(Requirement.threshold.judge(report).verdict == verdict)
  }

  @Test func ratesMayBeNumbersToo() throws {
    let report = try report(rate: .number("99.99"), threshold: 99)
    #expect(Requirement.threshold.judge(report).verdict == .passed)
    let classic = try #require(PlanReport(classic: ["passRate": .number("0.875")]))
    #expect(classic.passRate == 87.5)
  }

  @Test(arguments: [("passRate", "–"), ("passThreshold", "")])
  func aRateThatIsNoNumberIsInconclusive(_ name: String, _ text: String) throws {
    let report = try report(
      rate: .string(name == "passRate" ? text : "80.00"), threshold: .string(name == "passThreshold" ? text : "70.00"), plans: (1, 0, 0))
    #expect(Requirement.threshold.judge(report).verdict == .inconclusive)
  }

  @Test(arguments: ["all-passed", "threshold"]) func zeroCasesAreNoPassAlthoughTheThresholdIsZero(_ requirement: String) async throws {
    let drive = try await Playground(.v3).drive(["plan": "零用例（阈值 0）", "require": .string(requirement)])
    #expect(drive.phases.last == .ended(.passed))
    #expect(drive.measure("passRate")?.value == 0)
    #expect(drive.verdict == .inconclusive)
    #expect(drive.reasons == "The platform says success, but not one case passed.")
  }

  @Test(arguments: [
    (MeterSphere.Generation.v1, "all-passed", Verdict.passed), (.v2, "all-passed", .failed), (.v3, "all-passed", .passed),
    (.v3, "threshold", .passed),
  ])
  func falseErrorsAreNeitherFailuresNorPasses(_ generation: MeterSphere.Generation, _ requirement: String, _ verdict: Verdict) async throws
  {
    let drive = try await Playground(generation).drive(["plan": "误报（FAKE_ERROR）", "require": .string(requirement)])
    #expect(drive.verdict == verdict)
    #expect(drive.measure("falseErrors")?.value == 1)
    #expect(drive.report?.cases.count { $0.outcome == .skipped && $0.message == "误报 (FAKE_ERROR)" } == 1)
    #expect(drive.report?.cases.contains { $0.outcome == .failed } == false)
    if verdict == .passed { #expect(drive.warnings.contains("1 cases are false errors")) }
  }

  @Test(arguments: [
    ("计划组（都达标）", "threshold", Verdict.passed), ("计划组（都达标）", "all-passed", .failed), ("计划组（一个未达标）", "threshold", .failed),
    ("计划组（一个未达标）", "all-passed", .failed),
  ])
  func aGroupSucceedsWhenEachOfItsPlansDoes(_ plan: String, _ requirement: String, _ verdict: Verdict) async throws {
    let playground = try Playground(.v3)
    let drive = try await playground.drive(["plan": .string(plan), "require": .string(requirement)])
    #expect(drive.phases.last == .ended(plan.contains("都") ? .passed : .failed))
    #expect(drive.verdict == verdict)
    #expect(drive.measure("cases")?.value == 16)
    // What decides is a measure, so that no policy can take a failed plan for some failed cases.
    #expect(drive.measure("failedPlans")?.isWithin == (requirement == "threshold" ? verdict == .passed : nil))
  }

  /// The page of cases holds one row for each set; under one id they would be taken for one case.
  @Test func aCaseInTwoTestSetsIsTwoResults() async throws {
    let drive = try await Playground(.v3).drive(["plan": "同一用例在两个测试集"])
    let cases = drive.report?.cases ?? []
    #expect(cases.count == 8)
    #expect(Set(cases.map(\.id)).count == 8 && Set(cases.map(\.name)).count == 4)
    #expect(drive.report?.failures.count == 1)
  }

  @Test(arguments: [((3, 2, 0), Verdict.inconclusive), ((3, 3, 0), .passed), ((3, 2, 1), .failed), ((3, 0, 0), .inconclusive)])
  func aGroupWithAPlanThatHasNotEndedIsNoPass(_ plans: (Int, Int, Int), _ verdict: Verdict) throws {
    let report = try report(rate: "100.00", threshold: .null, success: 8, error: 0, plans: plans)
    #expect(Requirement.threshold.judge(report).verdict == verdict)
  }

  @Test(arguments: [MeterSphere.Generation.v1, .v2]) func onlyV3HasThresholds(_ generation: MeterSphere.Generation) async throws {
    let error = await #expect(throws: UsageError.self) {
      try await Playground(generation).drive(["plan": "测试环境使用", "require": "threshold"])
    }
    #expect(error?.message.en == "Plans of \(generation.rawValue) have no pass threshold: their SUCCESS means that all passed.")
  }

  @Test(arguments: MeterSphere.Generation.allCases) func casesOfEveryKindAreRead(_ generation: MeterSphere.Generation) async throws {
    let drive = try await Playground(generation).drive(["plan": "含各类用例"])
    #expect(drive.verdict == .passed)
    #expect(drive.report?.cases.count == 8)
    #expect(Set(drive.report?.cases.map(\.group) ?? []) == Set(PlanRun.CaseKind.all(in: generation).map(\.rawValue)))
    #expect(drive.measure("passed")?.value == 8)
  }

  @Test(arguments: ["failed", "pending", "executed"]) func aNumberThatIsMissingIsNoPass(_ name: String) throws {
    var report = PlanReport()
    report.counts = PlanReport.Counts(total: 8, executed: 8, passed: 8, failed: 0, pending: 0)
    #expect(Requirement.allPassed.judge(report).verdict == .passed)
    switch name {
    case "failed": report.counts.failed = nil
    case "pending": report.counts.pending = nil
    default: report.counts.executed = nil
    }
    #expect(Requirement.allPassed.judge(report).verdict == .inconclusive)
  }
}
