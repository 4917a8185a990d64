import Foundation
import HufuClient
import HufuSigning
import Testing

/// The report files against the schemas of those who read them, checked by validators that are not ours.
@Suite struct ReportSchemaTests {
  /// Every kind of end, on three platforms: passed, failed with cases and with findings, without a verdict, stopped, still running, not run.
  private static let gate = """
    jobs:
      passed: { profile: ms, job: plan, with: { plan: 测试环境使用 } }
      failed: { profile: ms-v3, job: plan, with: { plan: 回归测试（有失败） } }
      allowed: { profile: ms, job: plan, with: { plan: 回归测试（有失败） }, allowedFailures: 9 }
      unjudged: { profile: ms, job: plan, with: { plan: 统计出错（无结论） } }
      stopped: { profile: ms, job: plan, with: { plan: 冒烟测试（失败即停） } }
      running: { profile: ms-v1, job: plan, with: { plan: 永不结束 }, timeout: 1m }
      notRun: { profile: ms, job: plan, with: { plan: 测试环境使用 }, needs: [failed] }
      refused: { profile: ms, job: plan, with: { plan: 空计划（无可执行用例） }, optional: true }
      scan: { profile: tca, job: scan, with: { repo: 23, branch: broken, newFatal: 0, complexity: 0 } }
      build: { profile: bkci, job: build, with: { project: demo, pipeline: demo-build, artifacts: FOLDER } }
      robot: { profile: isrpa, job: job, optional: true }
    """

  private func reports() async throws -> (junit: String, sarif: String) {
    let desk = try Desk()
    let file = try desk.write(Self.gate.replacing("FOLDER", with: desk.folder + "/out"), to: "gate.yaml")
    let (junit, sarif) = (desk.folder + "/junit.xml", desk.folder + "/hufu.sarif")
    let outcome = await desk.run(["gate", file, "--junit", junit, "--sarif", sarif], language: .zh)
    #expect(outcome.exit == .failed, "\(outcome.errors)")
    return (junit, sarif)
  }

  private func validate(_ script: String, _ file: String, _ spoilt: (String) -> String) async throws {
    let good = try await ProgramRun.of("python3", ["-c", script, file])
    #expect(good.isSuccess, "\(good.complaint)")
    // The check itself is one that can fail.
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let bad = spoilt(text)
    #expect(bad != text)
    try bad.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try await !ProgramRun.of("python3", ["-c", script, file]).isSuccess)
  }

  /// pydantic_sarif is made from OASIS' sarif-schema-2.1.0.json: nothing that is not in it gets through.
  @Test(.enabled(python: "pydantic_sarif")) func sarif() async throws {
    let script = """
      import sys, pydantic_sarif.model as m
      m.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(open(sys.argv[1], encoding="utf-8").read())
      """
    try await validate(script, reports().sarif) { $0.replacing("\"ruleId\"", with: "\"rule\"") }
  }

  /// Jenkins' junit-10.xsd, where HUFU_JUNIT_XSD says where it is.
  @Test(.enabled(python: "xmlschema"), .enabled(if: junitSchema != nil, "needs HUFU_JUNIT_XSD, the path of Jenkins' junit-10.xsd"))
  func junit() async throws {
    let script = """
      import sys, xmlschema
      xmlschema.XMLSchema(\(String(reflecting: Self.junitSchema ?? ""))).validate(sys.argv[1])
      """
    try await validate(script, reports().junit) { $0.replacing("<testcase", with: "<case").replacing("</testcase", with: "</case") }
  }

  private static var junitSchema: String? { ProcessInfo.processInfo.environment["HUFU_JUNIT_XSD"] }
}
