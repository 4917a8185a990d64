import Foundation
import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCommands

@Suite struct RunTests {
  private static func json(_ outcome: Desk.Outcome) throws -> JSONValue { try JSONValue(parsing: outcome.outputBytes) }

  @Test(arguments: [
    ("ms", "测试环境使用", ExitCode.ok, "passed"), ("ms", "回归测试（有失败）", .failed, "failed"), ("ms", "冒烟测试（失败即停）", .stopped, "stopped"),
    ("ms", "统计出错（无结论）", .inconclusive, "inconclusive"), ("ms", "永不结束", .running, "running"), ("ms-v1", "测试环境使用", .ok, "passed"),
    ("ms-v3", "测试环境使用", .ok, "passed"), ("ms-v3", "回归测试（有失败）", .failed, "failed"),
  ])
  func theVerdictIsTheExitCode(_ profile: String, _ plan: String, _ exit: ExitCode, _ verdict: String) async throws {
    let outcome = try await Desk().hufu("run", profile, "plan", "plan=\(plan)")
    #expect(outcome.exit == exit, "\(outcome.errors)")
    let json = try Self.json(outcome)
    #expect(json["verdict"] == .string(verdict))
    #expect(json["exit"] == .int(exit.rawValue))
    #expect(json["runs"]?.elements?.count == 1)
  }

  @Test func aLogHasALineForEveryChangeAndNoneBesides() async throws {
    let outcome = try await Desk().hufu("run", "ms", "plan", "plan=长跑（三十五分钟）")
    #expect(outcome.exit == .ok)
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("started ") })
    #expect(lines.filter { $0.contains("running") }.count < 12, "\(outcome.errors)")
    #expect(!outcome.errors.contains("\u{1B}"))
    #expect(lines.contains { $0.contains("✓ passed ms plan") })
  }

  @Test func severalEnvironmentsAreRunsInTurn() async throws {
    let outcome = try await Desk().hufu("run", "ms", "plan", "plan=测试环境使用", "environment=MS环境", "environment=预发环境")
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let runs = try #require(try Self.json(outcome)["runs"]?.elements)
    #expect(runs.map { $0["label"]?.text } == ["ms plan · MS环境", "ms plan · 预发环境"])
    #expect(Set(runs.map { $0["run"]?.text }).count == 2)
  }

  @Test func reportFilesHoldTheSameFacts() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu(
      "run", "ms", "plan", "plan=回归测试（有失败）", "--junit", desk.folder + "/j.xml", "--markdown", desk.folder + "/m.md", "--sarif",
      desk.folder + "/s.sarif")
    #expect(outcome.exit == .failed)
    let junit = try String(contentsOfFile: desk.folder + "/j.xml", encoding: .utf8)
    let markdown = try String(contentsOfFile: desk.folder + "/m.md", encoding: .utf8)
    let sarif = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: desk.folder + "/s.sarif"))))
    let failed = try #require(try Self.json(outcome)["runs"]?.elements?.first?["cases"]?.elements).filter {
      $0["outcome"]?.text == "failed"
    }
    #expect(failed.count == 2)
    // The two cases, and the limit on failed cases that they break.
    #expect(junit.components(separatedBy: "<failure").count == 4)
    for entry in failed { #expect(markdown.contains(entry["name"]?.text?.prefix(3) ?? "–")) }
    #expect(sarif["runs"]?.elements?.first?["results"]?.elements?.count == 3)
  }

  @Test func aReportFileThatCannotBeWrittenCostsNoRun() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("run", "ms", "plan", "plan=测试环境使用", "--junit", "/nonexistent/j.xml")
    #expect(outcome.exit == .local)
    #expect(desk.sandbox.journal.isEmpty)
  }

  /// The verdict is out before the files are written, and a full disk makes no other of it.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"),
    arguments: [("测试环境使用", HufuClient.ExitCode.local, "passed"), ("回归测试（有失败）", .failed, "failed")])
  func aFullDiskDoesNotHideTheVerdict(_ plan: String, _ exit: ExitCode, _ verdict: String) async throws {
    let outcome = try await Desk().hufu("run", "ms", "plan", "plan=\(plan)", "--junit", "/dev/full")
    #expect(outcome.exit == exit, "\(outcome.errors)")
    #expect(try Self.json(outcome)["verdict"] == .string(verdict))
    #expect(outcome.errors.contains("/dev/full"))
  }

  /// Nobody reads any more, as when a pager was left: the run is followed all the same, and its exit code is its verdict's.
  @Test(.enabledWithCommand, arguments: [("回归测试（有失败）", 9), ("测试环境使用", 0)])
  func aClosedPipeDoesNotHideTheVerdict(_ plan: String, _ exit: Int) async throws {
    let desk = try Desk()
    try await SandboxServer(desk.sandbox, plan: desk.plan).serve { address in
      try desk.write(SandboxProfiles.yaml(baseURL: address.baseURL, plan: desk.plan), to: "hufu.yaml", mode: 0o600)
      let line = "{ hufu run ms plan 'plan=\(plan)' 2>&1; echo $? >'\(desk.folder)/exit'; } | true"
      let environment = ["HUFU_CONFIG": desk.folder + "/hufu.yaml", "XDG_CACHE_HOME": desk.folder + "/cache"]
      _ = try await ProgramRun.of("bash", ["-c", line], environment: environment)
      #expect(try String(contentsOfFile: desk.folder + "/exit", encoding: .utf8) == "\(exit)\n")
    }
  }

  @Test func aWordForOptionsThatAreMisspelt() async throws {
    let outcome = try await Desk().hufu("run", "ms", "plan", "plan=x", "--stop-on-interupt")
    #expect(outcome.errors.contains("Did you mean --stop-on-interrupt?"), "\(outcome.errors)")
  }

  @Test(arguments: [
    (["run", "ms"], "Which job?", "plan"), (["run", "ms", "paln", "plan=x"], "no job paln", "Did you mean plan?"),
    (["run", "ms", "plan", "paln=x"], "no argument paln", "Did you mean plan?"),
    (["run", "tca", "scan", "newFatal=many"], "newFatal", "many"),
    (["run", "ms", "plan", "plan=x", "--reqiure", "threshold"], "no option --reqiure", "Did you mean --require?"),
    (["run", "ms", "plan", "plan=x", "--jnuit", "x"], "no option --jnuit", "Did you mean --junit?"),
    (["run", "ms", "plan", "plan=x", "--require", "all"], "all", "all-passed"),
    (["run", "ms", "plan", "plan=x", "--resume", "y", "--detach"], "--resume does not go with --detach", ""),
    (["run", "ms", "plan", "plan=x", "--stop-on-interrupt"], "cannot be kept here", "stop it on MeterSphere's own page"),
    (["run", "ms", "plan", "plan=没有这个计划"], "没有这个计划", ""), (["run", "ms", "plan", "plan=重名计划"], "重名计划", ""),
    (["run", "nobody", "plan"], "nobody", ""), (["run", "tianyi", "plan"], "no jobs", "hufu call"),
    (["run", "ms", "plan", "--resume", "nonsense"], "nonsense", "UUID"),
    (["run", "ms", "plan", "environment=MS环境", "environment=预发环境", "--detach"], "--detach starts one run", ""),
  ])
  func whatIsWrongIsSaidBeforeAnythingIsStarted(_ words: [String], _ message: String, _ remedy: String) async throws {
    let desk = try Desk()
    let outcome = await desk.run(words)
    #expect([ExitCode.usage, .configuration].contains(outcome.exit), "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(remedy.isEmpty || outcome.errors.contains(remedy), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(desk.sandbox.journal.allSatisfy { !$0.path.contains("/plan/run") })
  }

  @Test func aDetachedRunIsTakenUpByItsID() async throws {
    let desk = try Desk()
    let started = await desk.hufu("run", "ms", "plan", "plan=回归测试（有失败）", "--detach")
    #expect(started.exit == .ok)
    let run = try #require(try Self.json(started)["runs"]?.elements?.first)
    #expect(run["verdict"] == "detached")
    #expect(run["resumable"] == true)
    let id = try #require(run["run"]?.text)
    #expect(started.errors.contains("--resume \(id)"))
    let ended = await desk.hufu("run", "ms", "plan", "--resume", id)
    #expect(ended.exit == .failed, "\(ended.errors)")
    #expect(try Self.json(ended)["runs"]?.elements?.first?["run"] == .string(id))
  }

  @Test func wrongKeysEndWithAuthentication() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu(
      "run", "ms", "plan", "plan=测试环境使用", environment: ["HUFU_PROFILE_MS_SECRET_KEY": "0123456789abcdef"])
    #expect(outcome.exit == .authentication, "\(outcome.errors)")
    #expect(outcome.errors.contains("secretKey"))
  }

  @Test func messagesAreObjectsUnderJSON() async throws {
    let outcome = try await Desk().hufu("run", "ms", "plan", "plan=测试环境使用", "--output", "json")
    #expect(outcome.exit == .ok)
    let events = try outcome.errors.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(events.contains { $0["event"] == "started" && $0["run"]?.text != nil })
    #expect(events.contains { $0["event"] == "status" && $0["phase"] == "running" })
    #expect(events.last?["event"] == "ended")
  }

  @Test func aRowForEachRunAsCSV() async throws {
    let outcome = try await Desk().hufu("run", "ms", "plan", "plan=测试环境使用", "--output", "csv")
    #expect(outcome.exit == .ok)
    let lines = outcome.output.split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("label,profile,platform,job,verdict,exit"))
  }

  @Test(arguments: [Language.zh, .en])
  func theHelpOfAJobNamesAllItTakes(_ language: Language) async throws {
    let help = try await Desk().hufu("run", "ms", "plan", "--help", language: language)
    #expect(help.exit == .ok)
    for word in ["plan=…", "environment=…", "--require …", "all-passed|threshold", "executionWay=…", "hufu run --help"] {
      #expect(help.output.contains(word), "\(word)")
    }
    let described = try await Desk().hufu("describe", "metersphere", "plan", "--output", "json", language: language)
    let parameters = try #require(try Self.json(described)["parameters"]?.elements)
    #expect(parameters.contains { $0["name"] == "require" && $0["spelling"] == "--require" && $0["default"] == "all-passed" })
  }

  @Test func theHelpOfAJobLeavesOutWhatThisGenerationDoesNotTake() async throws {
    let desk = try Desk()
    let old = await desk.hufu("run", "ms-v1", "plan", "--help"), new = await desk.hufu("run", "ms-v3", "plan", "--help")
    #expect(old.output.contains("environment=…") && !old.output.contains("executionWay=…"))
    #expect(!new.output.contains("environment=…") && new.output.contains("mode=…"))
  }

  @Test func theCommandsOwnHelp() async throws {
    for words in [["run", "--help"], ["help", "run"]] {
      let help = try await Desk().run(words)
      #expect(help.exit == .ok)
      for word in ["--resume", "--detach", "--stop-on-interrupt", "--junit", "--sarif", "--markdown"] {
        #expect(help.output.contains(word))
      }
    }
  }
}
