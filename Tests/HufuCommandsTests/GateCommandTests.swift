import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import Testing

@Suite struct GateCommandTests {
  private func gate(_ text: String, _ options: String..., on desk: Desk, environment: [String: String] = [:]) async throws -> Desk.Outcome {
    let file = try desk.write(text, to: "gate.yaml")
    return await desk.run(["gate", file] + options, environment: environment)
  }

  private func runs(_ outcome: Desk.Outcome) throws -> [JSONValue] {
    try #require(try JSONValue(parsing: outcome.outputBytes)["runs"]?.elements)
  }

  @Test func jobsOfSeveralProfilesGiveOneSummaryAndOneCode() async throws {
    let desk = try Desk()
    let outcome = try await gate(
      """
      jobs:
        old: { profile: ms-v1, job: plan, with: { plan: 测试环境使用 } }
        new: { profile: ms-v3, job: plan, with: { plan: 测试环境使用 }, needs: [old] }
      """, "--junit", desk.folder + "/j.xml", on: desk)
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(try runs(outcome).map { $0["label"]?.text } == ["old", "new"])
    #expect(try String(contentsOfFile: desk.folder + "/j.xml", encoding: .utf8).components(separatedBy: "<testsuite ").count == 3)
  }

  @Test func whatNeedsAFailedJobIsNotStarted() async throws {
    let desk = try Desk()
    let outcome = try await gate(
      """
      jobs:
        first: { profile: ms, job: plan, with: { plan: 回归测试（有失败） } }
        second: { profile: ms-v3, job: plan, with: { plan: 测试环境使用 }, needs: [first] }
      """, on: desk)
    #expect(outcome.exit == .failed)
    #expect(try runs(outcome).map { $0["verdict"]?.text } == ["failed", "skipped"])
    #expect(desk.sandbox.journal.allSatisfy { !$0.path.contains("test-plan-execute") })
  }

  @Test func theWorstOfItsJobsDecidesInTheDesignsOrder() async throws {
    let outcome = try await gate(
      """
      jobs:
        unjudged: { profile: ms, job: plan, with: { plan: 统计出错（无结论） } }
        stopped: { profile: ms, job: plan, with: { plan: 冒烟测试（失败即停） } }
        running: { profile: ms, job: plan, with: { plan: 永不结束 }, timeout: 1m }
      """, on: try Desk())
    #expect(outcome.exit == .stopped)
  }

  @Test func onlyNewFailuresCountAgainstTheRemembered() async throws {
    let desk = try Desk()
    let text = """
      remember: memory.json
      jobs:
        nightly: { profile: ms, job: plan, with: { plan: 回归测试（有失败） }, newFailuresOnly: true }
      """
    let first = try await gate(text, on: desk)
    #expect(first.exit == .failed)
    #expect(first.errors.contains("every failure counts as new"), "\(first.errors)")
    let second = try await gate(text, on: desk)
    #expect(second.exit == .ok, "\(second.errors)")
    #expect(second.errors.contains("allowed"))
    let run = try #require(try runs(second).first)
    #expect(run["verdict"] == "failed")
    #expect(run["exit"] == 0)
  }

  @Test func anOptionalJobIsToldOfAndDoesNotDecide() async throws {
    let outcome = try await gate(
      "jobs:\n  a: { profile: ms, job: plan, with: { plan: 回归测试（有失败） }, optional: true }\n", on: try Desk())
    #expect(outcome.exit == .ok)
    #expect(outcome.errors.contains("Optional"))
  }

  @Test func valuesComeFromTheEnvironment() async throws {
    let desk = try Desk()
    let text = "jobs:\n  a: { profile: ms, job: plan, with: { plan: '${PLAN}', environment: '${WHERE:-MS环境}' } }\n"
    let outcome = try await gate(text, on: desk, environment: ["PLAN": "测试环境使用"])
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let missing = try await gate(text, on: desk)
    #expect(missing.exit == .configuration)
    #expect(missing.errors.contains("PLAN is not set"))
  }

  @Test(arguments: [
    ("jobs:\n  a: { profile: nobody, job: plan }\n", "nobody"), ("jobs:\n  a: { profile: ms, job: paln }\n", "Did you mean plan?"),
    ("jobs:\n  a: { profile: tca, job: scan, with: { newFatal: many } }\n", "many"),
    ("jobs:\n  a: { profile: ms, job: plan, with: { paln: x } }\n", "no argument paln"),
  ])
  func whatIsWrongInTheFileHasAPlace(_ text: String, _ word: String) async throws {
    let desk = try Desk()
    let outcome = try await gate(text, on: desk)
    #expect(outcome.exit == .configuration, "\(outcome.errors)")
    #expect(outcome.errors.contains("gate.yaml:2:"), "\(outcome.errors)")
    #expect(outcome.errors.contains(word), "\(outcome.errors)")
    #expect(desk.sandbox.journal.isEmpty)
  }

  /// A plan that is not there should not be found out after another's hour.
  @Test func allNamesAreLookedUpBeforeAnythingIsStarted() async throws {
    let desk = try Desk()
    let text = """
      jobs:
        first: { profile: ms, job: plan, with: { plan: 测试环境使用 } }
        second: { profile: ms-v3, job: plan, with: { plan: 没有这个计划 }, needs: [first] }
      """
    let outcome = try await gate(text, "--junit", desk.folder + "/j.xml", on: desk)
    #expect(outcome.exit == .configuration, "\(outcome.errors)")
    #expect(outcome.errors.contains("second: ") && outcome.errors.contains("gate.yaml:3:") && outcome.errors.contains("没有这个计划"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).allSatisfy { !$0.hasPrefix("j.xml") })
    #expect(desk.sandbox.journal.allSatisfy { !$0.path.hasSuffix("/plan/run") })
    let optional = try await gate(text.replacing("needs: [first]", with: "optional: true"), on: desk)
    #expect(optional.exit == .ok, "\(optional.errors)")
  }

  @Test func aCheckLooksAndStartsNothing() async throws {
    let desk = try Desk()
    let text = """
      jobs:
        first: { profile: ms, job: plan, with: { plan: 测试环境使用 } }
        second: { profile: tca, job: scan, with: { repo: 23, branch: clean } }
      """
    let good = try await gate(text, "--check", on: desk)
    #expect(good.exit == .ok, "\(good.errors)")
    let jobs = try #require(try JSONValue(parsing: good.outputBytes)["jobs"]?.elements)
    #expect(jobs.map { $0["ready"]?.bool } == [true, true])
    let bad = try await gate(text.replacing("测试环境使用", with: "没有"), "--check", on: desk)
    #expect(bad.exit == .configuration)
    #expect(try JSONValue(parsing: bad.outputBytes)["jobs"]?.elements?.map { $0["ready"]?.bool } == [false, true])
    #expect(desk.sandbox.journal.allSatisfy { !$0.path.hasSuffix("/plan/run") && !$0.path.hasSuffix("/scans/") })
  }

  @Test(arguments: [
    ("jobs:\n  a: { profile: tca, job: scan, with: { repo: 23, branch: clean }, allowedFailures: 2 }\n", "allowedFailures"),
    ("jobs:\n  a: { profile: tca, job: scan, with: { repo: 23, branch: clean }, allowedCases: [x] }\n", "allowedCases"),
    ("jobs:\n  a: { profile: ms, job: plan, with: { plan: 测试环境使用 }, newFailuresOnly: true }\n", "remember"),
  ])
  func aPolicyThatCouldAllowNothingIsRefused(_ text: String, _ word: String) async throws {
    let desk = try Desk()
    let outcome = try await gate(text, on: desk)
    #expect(outcome.exit == .configuration)
    #expect(outcome.errors.contains("gate.yaml:2:") && outcome.errors.contains(word), "\(outcome.errors)")
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func aMemoryThatCannotBeWrittenHidesNoVerdict() async throws {
    let text = """
      remember: /proc/hufu/memory.json
      jobs:
        nightly: { profile: ms, job: plan, with: { plan: 回归测试（有失败） } }
      """
    let outcome = try await gate(text, on: try Desk())
    #expect(outcome.exit == .failed)
    #expect(outcome.errors.contains("the memory (remember) cannot be written"), "\(outcome.errors)")
    #expect(try runs(outcome).first?["verdict"] == "failed")
  }

  @Test func theSharedDeadlineEndsAll() async throws {
    let outcome = try await gate(
      """
      timeout: 30s
      jobs:
        a: { profile: ms, job: plan, with: { plan: 永不结束 } }
        b: { profile: ms-v3, job: plan, with: { plan: 测试环境使用 }, needs: [a] }
      """, on: try Desk())
    #expect(outcome.exit == .running)
    #expect(try runs(outcome).map { $0["verdict"]?.text } == ["running", "skipped"])
  }

  @Test func severalEnvironmentsShareTheDeadlineAndDoNotRunAtOnce() async throws {
    let desk = try Desk()
    let outcome = try await gate(
      "jobs:\n  a: { profile: ms, job: plan, timeout: 1m, with: { plan: 永不结束, environment: [MS环境, 预发环境] } }\n", on: desk)
    #expect(outcome.exit == .running)
    #expect(try runs(outcome).map { $0["verdict"]?.text } == ["running", "skipped"])
    #expect(desk.sandbox.journal.count { $0.path.hasSuffix("/test/plan/run") } == 1)
  }

  @Test func anOptionalJobThatIsRefusedDoesNotDecide() async throws {
    let outcome = try await gate(
      "jobs:\n  a: { profile: ms, job: plan, with: { plan: 空计划（无可执行用例） }, optional: true }\n", on: try Desk())
    #expect(outcome.exit == .ok, "\(outcome.errors)")
  }
}
