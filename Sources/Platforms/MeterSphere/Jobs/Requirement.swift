import HufuClient
import HufuSigning

/// What has to be true for a run to pass, beyond the platform's own SUCCESS. It only ever makes a pass worse.
enum Requirement: String, Sendable, CaseIterable {
  /// No case failed, none was left out, at least one passed.
  case allPassed = "all-passed"
  /// The pass rate reached the plan's threshold, as v3 itself means SUCCESS.
  case threshold

  /// Judges a run the platform calls a success. A number that is not there is no pass.
  func judge(_ report: PlanReport?) -> (verdict: Verdict, reasons: [Bilingual]) {
    guard let report else {
      return (
        .inconclusive,
        [Bilingual(zh: "平台报告成功，但没有报告内容可以核对。", en: "The platform says success, but the report has no content to check it by.")]
      )
    }
    guard let passed = report.counts.passed else { return (.inconclusive, [Self.missing("passed")]) }
    guard passed > 0 else {
      return (.inconclusive, [Bilingual(zh: "平台报告成功，但没有一条用例通过。", en: "The platform says success, but not one case passed.")])
    }
    switch self {
    case .allPassed: return Self.allPassed(report, passed)
    case .threshold: return Self.threshold(report)
    }
  }

  private static func allPassed(_ report: PlanReport, _ passed: Int) -> (Verdict, [Bilingual]) {
    let counts = report.counts
    guard let failed = counts.failed else { return (.inconclusive, [missing("failed")]) }
    guard let pending = counts.pending else { return (.inconclusive, [missing("pending")]) }
    guard let executed = counts.executed else { return (.inconclusive, [missing("executed")]) }
    var reasons: [Bilingual] = []
    let failures = max(failed, report.listedFailures)
    if failures > 0 {
      reasons.append(
        Bilingual(zh: "平台报告成功，但有 \(failures) 条用例失败。", en: "The platform says success, but \(failures) cases failed."))
    }
    if let blocked = counts.blocked, blocked > 0 {
      reasons.append(Bilingual(zh: "\(blocked) 条用例被阻塞。", en: "\(blocked) cases are blocked."))
    }
    if pending > 0 { reasons.append(Bilingual(zh: "\(pending) 条用例没有执行。", en: "\(pending) cases were not run.")) }
    if reasons.isEmpty, passed + (counts.falseErrors ?? 0) < executed {
      reasons.append(
        Bilingual(zh: "执行了 \(executed) 条用例，只有 \(passed) 条通过。", en: "\(executed) cases were run and only \(passed) passed."))
    }
    return (reasons.isEmpty ? .passed : .failed, reasons)
  }

  private static func threshold(_ report: PlanReport) -> (Verdict, [Bilingual]) {
    // A group succeeds when each of its plans does.
    if let plans = report.group {
      guard plans.failed == 0 else {
        return (.failed, [Bilingual(zh: "\(plans.failed) 个子计划未通过。", en: "\(plans.failed) plans of the group did not pass.")])
      }
      return plans.passed == plans.total ? (.passed, []) : (.inconclusive, [missing("passCountOfPlan")])
    }
    guard let rate = report.passRate else { return (.inconclusive, [missing("passRate")]) }
    guard let threshold = report.threshold else { return (.inconclusive, [missing("passThreshold")]) }
    guard rate < threshold else { return (.passed, []) }
    let (reached, wanted) = (Measure.text(rate, unit: "%"), Measure.text(threshold, unit: "%"))
    return (
      .failed,
      [Bilingual(zh: "通过率 \(reached) 低于阈值 \(wanted)。", en: "The pass rate \(reached) is below the threshold \(wanted).")]
    )
  }

  private static func missing(_ number: String) -> Bilingual {
    Bilingual(
      zh: "平台报告成功，但报告里没有可核对的数字 \(number)。", en: "The platform says success, but the report lacks the number to check it by: \(number).")
  }
}
