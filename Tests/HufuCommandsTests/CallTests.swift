import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import Testing

@Suite struct CallTests {
  @Test func oneCallPerPlatform() async throws {
    let desk = try Desk()
    for line in [
      ["ms", "environments.list"], ["ms-v1", "environments.list"], ["ms-v3", "environments.list"], ["tianyi", "devices.list"],
      ["tca", "repos.list"], ["bkci", "projects.list"], ["bkci-off", "projects.list"],
    ] {
      let outcome = await desk.hufu("call", line[0], line[1])
      #expect(outcome.exit == .ok, "\(line): \(outcome.errors)")
      #expect(outcome.output.utf8.count > 2)
    }
    let job = await desk.hufu("call", "isrpa", "job.create", "process=对账", "count:=3")
    #expect(job.exit == .ok, "\(job.errors)")
  }

  @Test func everyPageAsLines() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("call", "tca", "repos.list", "limit=7", "--all", "--output", "jsonl")
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count >= 30)
    let ids = try lines.map { try JSONValue(parsing: Array($0.utf8))["id"]?.int }
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains(23))
  }

  @Test func aMillionItemsWouldDo() async throws {
    let desk = try Desk(config: ["tca": ["repositories": 200_000]])
    let outcome = await desk.hufu("call", "tca", "repos.list", "limit=100", "--max-items", "1000", "--select", "/name", "--output", "jsonl")
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 1000)
    #expect(outcome.errors.contains("--max-items"))
  }

  @Test(arguments: ["json", "jsonl", "table", "csv", "raw"]) func everyForm(_ form: String) async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("call", "ms", "environments.list", "--output", form)
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(outcome.output.contains("MS环境"))
  }

  @Test func selectAndEnvelope() async throws {
    let desk = try Desk()
    let whole = await desk.hufu("call", "tca", "repos.list", "--envelope", "--select", "/data/count", "--output", "json")
    #expect(Int(whole.output.trimmingCharacters(in: .newlines)) ?? 0 >= 30, "\(whole.output)\(whole.errors)")
    let nothing = await desk.hufu("call", "tca", "repos.list", "--select", "/nope")
    #expect(nothing.exit == .usage)
    #expect(await desk.hufu("call", "tca", "repos.list", "--select", "nope").exit == .usage)
  }

  @Test func wrongUseIsNamedAndNothingIsSent() async throws {
    let desk = try Desk()
    let operation = await desk.hufu("call", "tca", "repo.list")
    #expect(operation.exit == .usage)
    #expect(operation.errors.contains("repos.list"))
    let argument = await desk.hufu("call", "tca", "repos.list", "limt=5")
    #expect(argument.exit == .usage)
    #expect(argument.errors.contains("limit"))
    let value = await desk.hufu("call", "tca", "repos.list", "limit=500")
    #expect(value.exit == .usage)
    let profile = await desk.hufu("call", "tcaa", "repos.list")
    #expect(profile.exit == .configuration || profile.exit == .usage)
    #expect(profile.errors.contains("tca"))
    #expect(await desk.hufu("cal", "tca").exit == .usage)
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func eachRowOfAFile() async throws {
    let desk = try Desk()
    let file = try desk.write("process,note\n对账,\"a, b\"\n报表,\"say \"\"hi\"\"\"\n", to: "jobs.csv")
    let outcome = await desk.hufu("call", "isrpa", "job.create", "--each", file)
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 2)
  }

  @Test func dryRunSendsNothingAndShowsNoSecret() async throws {
    let desk = try Desk()
    for (profile, operation) in [("ms", "environments.list"), ("tca", "repos.list"), ("bkci", "projects.list")] {
      let outcome = await desk.hufu("call", profile, operation, "--dry-run")
      #expect(outcome.exit == .ok, "\(outcome.errors)")
      #expect(outcome.output.contains("HTTP/1.1"))
    }
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func requestGoesToThatServerOnly() async throws {
    let desk = try Desk()
    let path = "/server/main/api/orgs/helloworld/teams/hellotca/repos/"
    #expect(await desk.hufu("request", "tca", "GET", path, "limit==3").exit == .ok)
    #expect(await desk.hufu("request", "tca", "GET", "http://127.0.0.1:7800/tca" + path + "?limit=3").exit == .ok)
    #expect(await desk.hufu("request", "tca", "GET", "https://evil.example.com" + path).exit == .usage)
    let slash = await desk.hufu("request", "tca", "GET", String(path.dropLast()))
    #expect(slash.exit == .refused, "\(slash.errors)")
  }
}
