import HufuClient
import HufuSigning

extension MeterSphere.PlanJob {
  mutating func report(_ verdict: Verdict) async throws -> RunReport {
    let content = try await client.report(report)
    var result = RunReport(verdict, title: title(content), started: content?.started, ended: content?.ended)
    if let content {
      result.measures = measures(content)
      result.cases = content.cases
    }
    if verdict == .passed {
      (result.verdict, result.reasons) = requirement.judge(content)
      warnOfFalseErrors(content, in: &result)
    } else {
      result.reasons = [reason(for: verdict, content)]
    }
    await share(into: &result)
    return result
  }

  private func title(_ content: PlanReport?) -> String {
    let name = (plan?.name == plan?.id ? nil : plan?.name) ?? content?.name ?? report
    return environment.map { "\(name) · \($0.name)" } ?? name
  }

  private func measures(_ content: PlanReport) -> [Measure] {
    func count(_ name: String, _ title: Bilingual, _ value: Int?, limit: Double? = nil) -> Measure {
      Measure(name, title, value.map { Double($0) }, limit: limit)
    }
    let none: Double? = requirement == .allPassed ? 0 : nil
    let counts = content.counts
    var measures = [
      Measure(
        "passRate", Bilingual(zh: "通过率", en: "Pass rate"), content.passRate, limit: requirement == .threshold ? content.threshold : nil,
        bound: .atLeast, unit: "%"),
      count("cases", Bilingual(zh: "用例", en: "Cases"), counts.total), count("passed", Bilingual(zh: "通过", en: "Passed"), counts.passed),
      count(Measure.failedCases, Bilingual(zh: "失败", en: "Failed"), counts.failed, limit: none),
      count("falseErrors", Bilingual(zh: "误报", en: "False errors"), counts.falseErrors),
      count("notRun", Bilingual(zh: "未执行", en: "Not run"), counts.pending, limit: none),
    ]
    if generation == .v3 { measures.append(count("blocked", Bilingual(zh: "阻塞", en: "Blocked"), counts.blocked, limit: none)) }
    if let plans = content.group {
      measures.append(
        count(
          "failedPlans", Bilingual(zh: "未通过的子计划", en: "Plans that did not pass"), plans.failed, limit: requirement == .threshold ? 0 : nil))
    }
    return measures
  }

  private func warnOfFalseErrors(_ content: PlanReport?, in result: inout RunReport) {
    guard let count = content?.counts.falseErrors, count > 0 else { return }
    result.warnings.append(
      Bilingual(
        zh: "\(count) 条用例是误报（FAKE_ERROR）：按团队自己的误报规则，既不算失败，也不算通过。",
        en: "\(count) cases are false errors (FAKE_ERROR): by the team's own rules neither failures nor passes."))
  }

  /// Why the platform's own word is no pass.
  private func reason(for verdict: Verdict, _ content: PlanReport?) -> Bilingual {
    let counts = content?.counts
    switch verdict {
    case .passed, .running, .failed:
      if let failed = counts?.failed, failed > 0 {
        return Bilingual(
          zh: "\(counts?.total ?? failed) 条用例中 \(failed) 条失败。", en: "\(failed) of \(counts?.total ?? failed) cases failed.")
      }
      let rate = Measure.text(content?.passRate, unit: "%")
      return Bilingual(zh: "平台判定失败（通过率 \(rate)），但没有列出失败的用例。", en: "The platform says failed (pass rate \(rate)) and lists no failed case.")
    case .stopped:
      return generation != .v3 && arguments.bool("onSampleError") == true
        ? Bilingual(
          zh: "运行被停止：有人停止了它，或遇到失败即停（onSampleError=true）。", en: "It was stopped: by somebody, or at the first failure (onSampleError=true).")
        : Bilingual(zh: "运行被停止。", en: "It was stopped.")
    case .inconclusive: return inconclusive(content)
    }
  }

  private func inconclusive(_ content: PlanReport?) -> Bilingual {
    guard generation != .v3 else {
      return Bilingual(
        zh: "运行结束了，但平台没有给出结论：汇总出错（execStatus ERROR）、没有结果，或报告已被删除。",
        en: "It ended and the platform gives no verdict: summing up failed (execStatus ERROR), no result, or the report was deleted.")
    }
    let executed = content?.counts.executed ?? 0
    return executed > 0
      ? Bilingual(zh: "COMPLETED：运行结束但没有结论，统计出错。", en: "COMPLETED: it ended without a verdict; the statistics failed.")
      : Bilingual(
        zh: "COMPLETED，但没有执行任何用例：没有自动化用例，或启动失败（v2 会隐瞒启动失败，例如资源池不对）。",
        en: "COMPLETED, and no case was run: no automated cases, or the start failed (v2 conceals that; a wrong pool, say).")
  }

  /// The link comes last: every one made is another row on the server. Without it the verdict stands.
  private func share(into result: inout RunReport) async {
    do {
      result.link = try await client.shareLink(ofReport: report, project: project)
    } catch {
      let cause = (error as? any ExplainedError)?.message ?? Bilingual(zh: "\(error)", en: "\(error)")
      result.warnings.append(Bilingual(zh: "没有得到报告的分享链接：\(cause.zh)", en: "There is no share link of the report: \(cause.en)"))
    }
  }
}
