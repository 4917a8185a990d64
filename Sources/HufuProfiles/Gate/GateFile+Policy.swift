package import HufuClient
import HufuSigning

extension GateFile.Job {
  /// Refuses what could allow nothing: a policy of test cases on a job that reports none, and a comparison with a run nobody remembers.
  ///
  /// - Throws: ``HufuClient/ConfigurationError`` with the job's place in the file.
  package func checkPolicy(for description: JobDescription, remembers: Bool) throws {
    let ofCases = [
      ("allowedFailures", policy.allowedFailures > 0), ("allowedCases", !policy.allowedCases.isEmpty),
      ("newFailuresOnly", policy.newFailuresOnly),
    ]
    if !description.reportsCases, let field = ofCases.first(where: \.1)?.0 {
      throw origin.error(
        Bilingual(
          zh: "jobs.\(name).\(field)：任务 \(job) 的结果里没有用例，这个策略什么也放行不了。",
          en: "jobs.\(name).\(field): the job \(job) reports no test cases, so this can allow nothing."),
        remedy: Bilingual(
          zh: "去掉它；放宽任务自己的阈值，或写 optional: true。", en: "Drop it; loosen the job's own limits, or write optional: true."))
    }
    if policy.newFailuresOnly, !remembers {
      throw origin.error(
        Bilingual(
          zh: "jobs.\(name).newFailuresOnly：没有 remember，就不知道上次失败了什么。",
          en: "jobs.\(name).newFailuresOnly: without remember nobody knows what failed before."),
        remedy: Bilingual(zh: "在文件顶层写 remember: hufu-gate.json。", en: "Write remember: hufu-gate.json at the top of the file."))
    }
  }
}
