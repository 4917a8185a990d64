import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning
import Testing

@Suite struct HelpTests {
  @Test(arguments: Language.allCases) func everyCommandHelps(_ language: Language) async throws {
    let desk = try Desk()
    for line in [
      [], ["demo"], ["platforms"], ["operations"], ["describe"], ["profile"], ["profile", "add"], ["login"], ["call"], ["request"],
      ["sign"],
      ["verify"], ["decrypt"], ["explain"],
      ["token"], ["token", "show"], ["sandbox"], ["completions"],
    ] {
      let outcome = await desk.run(line + ["--help"], language: language)
      #expect(outcome.exit == .ok, "\(line)")
      #expect(outcome.output.contains("hufu"), "\(line)")
    }
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func helpNeedsNoConfig() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("operations", "tca", "--help", environment: ["HUFU_CONFIG": "/nonexistent"])
    #expect(outcome.exit == .ok)
  }

  @Test func operationsAreFoundAndDescribed() async throws {
    let desk = try Desk()
    for platform in Platforms.all {
      let list = await desk.hufu("operations", platform.id, "--output", "jsonl")
      #expect(list.exit == .ok)
      for line in list.output.split(separator: "\n") {
        let name = try #require(try JSONValue(parsing: Array(line.utf8))["operation"]?.text)
        let described = await desk.hufu("describe", platform.id, name)
        #expect(described.exit == .ok, "\(name): \(described.errors)")
        #expect(described.output.contains(name))
      }
    }
    #expect(await desk.hufu("operations", "tca", "nonsenseword").exit == .usage)
    #expect(await desk.hufu("describe", "tca", "repos.lst").errors.contains("repos.list"))
  }

  @Test func explains() async throws {
    let desk = try Desk()
    let code = await desk.hufu("explain", "tianyi", "70012", language: .zh)
    #expect(code.exit == .ok)
    #expect(code.output.contains("apiVersion"))
    let topic = await desk.hufu("explain", "bkci", "enable-token")
    #expect(topic.output.contains("common.yml"))
    #expect(topic.output.contains("systemctl restart"))
    #expect(await desk.hufu("explain", "bkci", "Access token illegal").exit == .ok)
    #expect(await desk.hufu("explain", "tca", "whatever-this-is").exit == .local)
  }

  @Test func completions() async throws {
    let desk = try Desk()
    for shell in ["bash", "zsh", "fish"] { #expect(await desk.hufu("completions", shell).output.contains("hufu")) }
    #expect(await desk.hufu("completions", "cmd").exit == .usage)
  }

  @Test func theDemoDoesAllFive() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("demo")
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    for platform in Platforms.all { #expect(outcome.output.contains(platform.id)) }
  }
}
