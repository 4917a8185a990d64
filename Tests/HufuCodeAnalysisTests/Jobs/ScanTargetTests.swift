import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// What the arguments name: repository, branch, scheme, project.
@Suite struct ScanTargetTests {
  @Test(arguments: [
    "https://git.example.com/group/repo_name.git", "http://git.example.com/group/repo_name", "git@git.example.com:group/repo_name.git",
    "ssh://git@git.example.com/group/repo_name", "23",
  ])
  func `any spelling finds the repository`(_ repo: String) async throws {
    let outcome = try await Stage().scan(["repo": .string(repo), "branch": "clean"])
    #expect(outcome.run?.id.hasPrefix("helloworld/hellotca/23/28/") == true, "\(outcome.words)")
  }

  @Test(arguments: [
    ("https://git.example.com/group/repo_nam", "has no repository"), ("99", "has no repository"), ("repo_name", "address or number"),
  ])
  func `an unknown repository lists candidates`(_ repo: String, _ words: String) async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["repo": .string(repo), "branch": "clean"])
    #expect(outcome.exitCode == .usage && outcome.words.contains(words) && outcome.words.contains("repo_"), "\(outcome.words)")
    #expect(stage.starts == 0)
  }

  @Test func `several schemes and none named is an error that lists them`() async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["repo": "1", "branch": "master"])
    #expect(outcome.exitCode == .usage && outcome.words.contains("default (1)") && outcome.words.contains("(3)"))
    for scheme in ["default", "1"] {
      let outcome = await stage.scan(["repo": "1", "branch": "topic", "scheme": .string(scheme), "newError": "9"])
      #expect(outcome.verdict == .passed, "\(outcome.words)")
    }
    let wrong = await stage.scan(["repo": "1", "branch": "master", "scheme": "defualt"])
    #expect(wrong.exitCode == .usage && wrong.words.contains("Did you mean \"default\"?"))
    let none = await stage.scan(["repo": "2", "branch": "master"])
    #expect(none.exitCode == .usage && none.words.contains("scheme.create"))
  }

  @Test func `a project is made where there is none, once`() async throws {
    let stage = try Stage()
    let first = await stage.scan(["branch": "topic", "newError": "9"])
    #expect(first.verdict == .passed && first.words.contains("made number 47"), "\(first.words)")
    let again = await stage.scan(["branch": "topic", "newError": "9"])
    #expect(again.run?.id.hasPrefix("helloworld/hellotca/23/47/") == true && again.run?.note == nil)
    #expect(try await stage.call("projects.list", ["branch": "topic"])["count"] == 1)
  }

  @Test func `a branch that may be misspelt is told of, or refused`() async throws {
    let stage = try Stage()
    let told = await stage.scan(["branch": "claen", "newError": "9"])
    #expect(told.words.contains("made number 47") && told.words.contains("if clean was meant"), "\(told.words)")
    let other = try Stage()
    let refused = await other.scan(["branch": "claen", "noCreate": true])
    #expect(refused.exitCode == .usage && refused.words.contains("Did you mean clean?"), "\(refused.words)")
    #expect(other.count { $0.hasSuffix("/projects/") } > 0)
    #expect(try await other.call("projects.list", ["branch": "claen"])["count"] == 0)
    #expect(await other.scan(["branch": "clean", "noCreate": true]).verdict == .passed)
  }

  /// Making one is the same asked twice, so that its lost answer may be asked for anew; the scan is started once.
  @Test func `a lost answer to making a project is asked for again`() async throws {
    let stage = try Stage()
    let line = stage.line(.answerLost) { $0.method == .post && $0.path.hasSuffix("/projects/") }
    let outcome = await stage.scan(["branch": "topic", "newError": "9"], over: line)
    #expect(outcome.verdict == .passed && stage.starts == 1, "\(outcome.words)")
    #expect(try await stage.call("projects.list", ["branch": "topic"])["count"] == 1)
    // When it stays lost, nothing was scanned, and nobody need look for a scan.
    let other = try Stage()
    let failed = await other.scan(
      ["branch": "topic"], over: other.line(.answerLost, times: 9) { $0.method == .post && $0.path.hasSuffix("/projects/") })
    #expect(failed.error?.kind == .network && failed.run == nil && other.starts == 0)
  }

  @Test func `a template is copied once`() async throws {
    let stage = try Stage()
    for isFirst in [true, false] {
      let outcome = await stage.scan(["repo": "2", "branch": "master", "template": "tmpl", "newError": "9"])
      #expect(outcome.verdict == .passed && (outcome.run?.note != nil) == isFirst, "\(outcome.words)")
    }
    #expect(try await stage.call("schemes.list", ["repo": 2])["count"] == 1)
    let wrong = await stage.scan(["repo": "2", "branch": "master", "template": "tmp"])
    #expect(wrong.exitCode == .usage && wrong.words.contains("tmpl (2)"))
  }

  /// The profile's default project is of its default repository; what is given wins.
  @Test func `defaults give way to what is given`() async throws {
    let stage = try Stage()
    #expect(await stage.scan(["newError": "9"]).run?.id.hasPrefix("helloworld/hellotca/23/27/") == true)
    #expect(await stage.scan(["branch": "clean"]).run?.id.hasPrefix("helloworld/hellotca/23/28/") == true)
    #expect(await stage.scan(["project": "28"]).run?.id.hasPrefix("helloworld/hellotca/23/28/") == true)
    let other = await stage.scan(["repo": "1"])
    #expect(other.exitCode == .usage && other.words.contains("No branch is named"))
    for pair in [["project": "28", "branch": "clean"], ["branch": "x", "scheme": "1", "template": "2"]] as [Arguments] {
      #expect(await stage.scan(pair).exitCode == .usage)
    }
  }

  @Test func `a full scan says so`() async throws {
    let stage = try Stage()
    let bodies = Bodies(SandboxTransport(stage.sandbox, timing: stage.clock.timing))
    _ = await stage.scan(["branch": "clean", "incremental": "false", "source": "jenkins"], over: bodies)
    #expect(bodies.sent == [["incr_scan": false, "force_create": false, "created_from": "jenkins"]])
  }

  @Test(arguments: [
    ("newError", "x"), ("newError", "-1"), ("newError", "1.5"), ("newError", "3%"), ("duplication", "101"), ("duplication", "%"),
    ("duplication", "nan"), ("backlog", ""),
  ])
  func `a limit that is no number is an error`(_ name: String, _ text: String) async throws {
    let stage = try Stage()
    let outcome = await stage.scan(["branch": "clean", name: .string(text)])
    #expect(outcome.exitCode == .usage && outcome.words.contains(name) && stage.sandbox.journal.isEmpty, "\(outcome.words)")
  }

  @Test(arguments: [("duplication", "5%", 5), ("duplication", "5", 5), ("duplication", "0.5%", 0.5), ("backlog", "200", 200)])
  func limitsAreRead(_ name: String, _ text: String, _ value: Double) throws {
    #expect(try #require(Gauge(rawValue: name)).limit(text) == value)
  }

  @Test func `it describes itself`() throws {
    let description = JobDescription(CodeAnalysis.ScanJob.self)
    #expect(description.parameters.filter(\.parameter.isRequired).map(\.name) == ["org", "team", "repo"])
    #expect(
      description.parameters.filter { $0.form == .option }.map(\.spelling) == ["--force", "--no-create", "--require-scan", "--issues", "--max-issues", "--issue-lines"])
    for parameter in description.parameters { #expect(!parameter.help.zh.isEmpty && !parameter.help.en.isEmpty) }
    let usual = description.parameters.filter { $0.help.en.contains("no limit given at all") }.map(\.name)
    #expect(usual == ["newFatal", "newError"])
  }
}
