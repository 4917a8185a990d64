import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// Where results go and what is held back.
@Suite struct ResultTests {
  @Test func aFileHoldsWhatStandardOutputWould() async throws {
    let desk = try Desk()
    let path = desk.folder + "/repos.csv"
    let arguments = ["call", "tca", "repos.list", "limit=7", "--all", "--output", "csv"]
    let shown = await desk.run(arguments)
    let saved = await desk.run(arguments + ["-o", path])
    #expect(saved.exit == .ok, "\(saved.errors)")
    #expect(saved.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == shown.output)
    let part = await desk.hufu("call", "tca", "repos.list", "--select", "/count", "-o", path)
    #expect(part.exit == .ok)
    #expect(try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .newlines) == "30")
  }

  @Test func whatIsNoFileIsWrittenThrough() async throws {
    let desk = try Desk()
    #expect(await desk.hufu("call", "tca", "user.get", "-o", "/dev/null").exit == .ok)
    #expect(try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType == .typeCharacterSpecial)
    let target = try desk.write("old", to: "target.json")
    try FileManager.default.createSymbolicLink(atPath: desk.folder + "/link.json", withDestinationPath: target)
    #expect(await desk.hufu("call", "tca", "user.get", "-o", desk.folder + "/link.json").exit == .ok)
    #expect(try String(contentsOfFile: target, encoding: .utf8).hasPrefix("{"))
    #expect(try FileManager.default.attributesOfItem(atPath: desk.folder + "/link.json")[.type] as? FileAttributeType == .typeSymbolicLink)
  }

  @Test func aRefusedCallLeavesTheFileAlone() async throws {
    let desk = try Desk()
    let path = try desk.write("precious", to: "kept.json")
    #expect(await desk.hufu("call", "tca", "repo.get", "repo=999999", "-o", path).exit == .refused)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).sorted() == ["config.yaml", "kept.json"])
  }

  @Test func secretsAreMaskedBeforeAnythingIsCutOut() async throws {
    let desk = try Desk()
    let token = try #require(desk.plan.mounts.first { $0.platform == "tca" }?.profile.credentials["token"])
    for options in [[], ["--select", "/token"], ["--output", "raw"], ["--envelope"], ["--envelope", "--select", "/data/token"]] {
      let outcome = await desk.run(["call", "tca", "token.get"] + options)
      #expect(outcome.exit == .ok)
      #expect(!outcome.output.contains(token), "\(options)")
      #expect(outcome.errors.contains("--reveal"))
    }
    let path = desk.folder + "/token.json"
    #expect(await desk.hufu("call", "tca", "token.get", "--reveal", "-o", path).exit == .ok)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains(token))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
  }

  @Test func destructionAsksFirst() async throws {
    let desk = try Desk()
    let refused = await desk.hufu("call", "tca", "repo.delete", "repo=5")
    #expect(refused.exit == .usage)
    #expect(refused.errors.contains("--yes") && refused.errors.contains("/repos/5/"))
    let masked = await desk.hufu("call", "tca", "token.rotate", "--yes")
    #expect(masked.exit == .usage)
    #expect(masked.errors.contains("--reveal"))
    #expect(desk.sandbox.journal.isEmpty)
    #expect(await desk.hufu("call", "tca", "repo.delete", "repo=5", "--yes").exit == .ok)
    #expect(await desk.hufu("call", "tca", "repo.get", "repo=5").exit == .refused)
  }

  @Test func aTokenIsNotIgnored() async throws {
    let desk = try Desk()
    for profile in ["tca", "ms"] {
      let outcome = await desk.hufu("call", profile, profile == "ms" ? "environments.list" : "user.get", "--token", "literal:0123456789")
      #expect(outcome.exit == .usage, "\(profile)")
    }
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func anIncompleteListIsNoSuccess() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.duplicatedPage(times: 9), at: "tianyi", now: desk.clock.now)
    let outcome = await desk.hufu("call", "tianyi", "devices.list", "--all", "--output", "jsonl")
    #expect(outcome.exit == .failure, "\(outcome.errors)")
    #expect(outcome.errors.contains("237"))
  }

  @Test func messagesAreObjectsForPrograms() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.status(503, times: 9), at: "tca", now: desk.clock.now)
    for line in [
      ["call", "tca", "user.get", "--output", "json"], ["call", "tca", "--output", "json"], ["call", "tca", "nope", "--output", "json"],
    ] {
      let outcome = await desk.run(line)
      #expect(outcome.exit != .ok)
      for text in outcome.errors.split(separator: "\n") {
        #expect(throws: Never.self, "\(text)") { try JSONValue(parsing: Array(text.utf8)) }
      }
    }
  }

  @Test func argumentsFromFiles() async throws {
    let desk = try Desk()
    let file = try desk.write("对账", to: "process.txt")
    let sent = await desk.hufu("call", "isrpa", "job.create", "process@\(file)")
    #expect(sent.exit == .ok && sent.output.contains("对账"))
    #expect(await desk.hufu("call", "tca", "repos.list", "org@/nofile").exit == .usage)
    #expect(await desk.hufu("call", "tca", "repos.list", "org=").exit == .usage)
    let preview = await desk.hufu("call", "isrpa", "job.create", "--each", try desk.write("process\na\nb\n", to: "jobs.csv"), "--dry-run")
    #expect(preview.output.components(separatedBy: "POST ").count == 3, "\(preview.output)\(preview.errors)")
  }

  @Test func controlCharactersDoNotReachATerminal() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("call", "isrpa", "job.create", "process=\u{1B}[31mred", "--output", "table")
    #expect(outcome.exit == .ok)
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test func usageErrorsSpeakChinese() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu("call", "tca", "repos.list", "--bogus", language: .zh)
    #expect(outcome.exit == .usage)
    #expect(outcome.errors.contains("选项") || outcome.errors.contains("参数"))
    #expect(await desk.hufu("call", "tca", "repos.list", "--timeout", "5").exit == .usage)
    #expect(await desk.hufu("--lang", "zh", "platforms", "--output", "json").output.contains("腾讯"))
  }
}
