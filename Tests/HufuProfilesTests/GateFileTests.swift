import HufuClient
import HufuProfiles
import HufuSigning
import Testing

@Suite struct GateFileTests {
  private func file(_ yaml: String) throws -> GateFile { try GateFile(yaml, path: "gate.yaml") }

  @Test func everyField() throws {
    let gate = try file(
      """
      timeout: 2h
      remember: last.json
      jobs:
        scan:
          profile: tca
          job: scan
          with: { repo: "http://g/r", newFatal: 0, force: true }
        夜间:
          profile: ms
          job: plan
          needs: [scan]
          timeout: 40m
          with:
            environment: [测试, 预发]
            extra: { a: [1] }
          allowedFailures: 2
          allowedCases: [偶发, "12"]
          newFailuresOnly: true
          optional: true
      """)
    #expect(gate.timeout == .seconds(7200))
    #expect(gate.remember == "last.json")
    #expect(gate.jobs.map(\.name) == ["scan", "夜间"])
    let night = gate.jobs[1]
    #expect(night.needs == ["scan"])
    #expect(night.timeout == .seconds(2400))
    #expect(night.policy.allowedFailures == 2)
    #expect(night.policy.allowedCases == ["偶发", "12"])
    #expect(night.policy.newFailuresOnly)
    #expect(night.policy.isOptional)
    #expect(gate.jobs[0].policy == GatePolicy())
    #expect(gate.jobs[0].arguments.items.map(\.value) == [.text("http://g/r"), .text("0"), .text("true")])
    #expect(night.arguments.items.map(\.name) == ["environment", "environment", "extra"])
    #expect(night.arguments.items.last?.value == .json(["a": [1]]))
  }

  @Test(arguments: [
    ("", 1, "empty"), ("jobs: {}\n", 1, "no jobs"), ("job: {}\n", 1, "no field job"), ("timeout: 2 h\njobs: { a: {} }\n", 1, "30s"),
    ("jobs:\n  a: { profile: ms }\n", 2, "no job"), ("jobs:\n  a: { job: plan }\n", 2, "no profile"),
    ("jobs:\n  a:\n    profile: ms\n    job: plan\n    neds: [b]\n", 5, "no field neds"),
    ("jobs:\n  a: { profile: ms, job: plan, needs: [b] }\n", 2, "no job b"),
    ("jobs:\n  a: { profile: ms, job: plan, needs: [b] }\n  b: { profile: ms, job: plan, needs: [a] }\n", 2, "circle"),
    ("jobs:\n  a: { profile: ms, job: plan, needs: a }\n", 2, "circle"),
    ("jobs:\n  a:\n    profile: ms\n    job: plan\n    allowedFailures: -1\n", 5, "whole number"),
    ("jobs:\n  a:\n    profile: ms\n    job: plan\n    optional: maybe\n", 5, "true or false"),
    ("jobs:\n  a:\n    profile: [ms]\n    job: plan\n", 3, "one value"), ("jobs: [a]\n", 1, "mapping"),
  ])
  func faultsSayWhereAndWhat(_ yaml: String, _ line: Int, _ word: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try file(yaml) }
    #expect(error.file == "gate.yaml")
    #expect(error.line == line)
    let text = error.message.en + (error.remedy?.en ?? "")
    #expect(text.contains(word), "\(text)")
  }

  @Test(arguments: [
    ("${REPO}/x", "http://g/r/x"), ("${NONE:-main}", "main"), ("${EMPTY:-}", ""), ("a$${REPO}", "a${REPO}"), ("$REPO {}", "$REPO {}"),
    ("${REPO}${REPO}", "http://g/rhttp://g/r"),
  ])
  func valuesMayComeFromTheEnvironment(_ written: String, _ meant: String) throws {
    let gate = try GateFile(
      "jobs:\n  a: { profile: p, job: j, with: { x: '\(written)' } }\n", path: "g", environment: ["REPO": "http://g/r", "EMPTY": ""])
    #expect(gate.jobs[0].arguments["x"] == .text(meant))
  }

  @Test(arguments: [("${NONE}", "NONE is not set"), ("${EMPTY}", "EMPTY is not set"), ("${REPO", "no }")])
  func aVariableThatIsNotThereIsAnErrorWithItsPlace(_ written: String, _ word: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try GateFile(
        "jobs:\n  a:\n    profile: p\n    job: j\n    with:\n      x: '\(written)'\n", path: "g", environment: ["REPO": "r", "EMPTY": ""])
    }
    #expect(error.line == 6)
    #expect(error.message.en.contains(word))
  }

  @Test func theNearestNameIsOffered() throws {
    let error = try #require(throws: ConfigurationError.self) {
      try file("jobs:\n  scan: { profile: a, job: b }\n  x: { profile: a, job: b, needs: [sacn] }\n")
    }
    #expect(error.remedy?.en.contains("scan") == true)
  }

  @Test func aFileThatIsNotThere() throws {
    let error = try #require(throws: ConfigurationError.self) { try GateFile(at: "/nonexistent/gate.yaml", environment: [:]) }
    #expect(error.file == "/nonexistent/gate.yaml")
  }
}

@Suite struct GateMemoryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record(_ verdict: Verdict, failing: [String]) -> RunRecord {
    let cases = failing.map { CaseResult(id: $0, name: "n" + $0, group: "api", .failed) }
    return RunRecord(
      label: "x", profile: "p", platform: "p", job: "j", began: Timestamp(0),
      outcome: RunOutcome(.verdict(verdict), report: RunReport(verdict, title: "t", cases: cases)))
  }

  @Test func rememberedAcrossRuns() throws {
    let path = folder.path + "/m.json"
    var memory = try GateMemory(at: path)
    #expect(memory["夜间"] == nil)
    memory.learn(record(.failed, failing: ["2", "1"]), as: "夜间")
    memory.learn(record(.passed, failing: []), as: "b")
    try memory.write(to: path)
    let again = try GateMemory(at: path)
    #expect(again["夜间"] == ["1", "2"])
    #expect(again["b"] == [])
    #expect(again == memory)
  }

  @Test(arguments: [Verdict.inconclusive, .stopped, .running]) func onlyVerdictsAreRemembered(_ verdict: Verdict) {
    var memory = GateMemory()
    memory.learn(record(.failed, failing: ["1"]), as: "a")
    memory.learn(record(verdict, failing: []), as: "a")
    #expect(memory["a"] == ["1"])
  }

  @Test(arguments: ["", "[]", "{\"jobs\": {\"a\": {}}}", "not json"]) func anotherFileIsNotTakenForOne(_ text: String) throws {
    let path = try folder.write(text, to: "m.json")
    let error = try #require(throws: ConfigurationError.self) { try GateMemory(at: path) }
    #expect(error.file == path)
    #expect(try folder.read("m.json") == text, "What it was stays")
  }
}
