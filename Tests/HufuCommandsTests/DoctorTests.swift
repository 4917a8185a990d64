import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// The doctor finds nothing where nothing is, and names an injected fault before anything else.
@Suite struct DoctorTests {
  @Test func everySandboxProfileIsWell() async throws {
    let desk = try Desk()
    for mount in desk.plan.mounts {
      let found = try await desk.doctor(mount.profile.name)
      #expect(found.outcome.exit == .ok, "\(mount.profile.name): \(found.outcome.output)")
      #expect(found.firstFailure == nil)
      #expect(found.status("sign-in") == "pass", "\(mount.profile.name): \(found.outcome.output)")
      #expect(found.status("dns") == "skip")
    }
  }

  @Test(arguments: Language.allCases) func theListSaysWhatIsWrongAndWhatToDo(_ language: Language) async throws {
    let desk = try Desk()
    let well = await desk.hufu("doctor", "ms", language: language)
    #expect(well.output.hasSuffix(language == .zh ? "✔ 一切正常。\n" : "✔ all is well.\n"), "\(well.output)")
    let ill = await desk.hufu("doctor", "ms", environment: ["HUFU_PROFILE_MS_SECRET_KEY": "wrongwrongwrong1"], language: language)
    #expect(ill.exit == .authentication)
    #expect(ill.output.contains("✘") && ill.output.contains("→"))
    #expect(ill.output.contains(language == .zh ? "首要原因：ms 登录" : "first cause: ms sign-in"), "\(ill.output)")
  }

  // MARK: Configuration

  @Test func aFileThatIsNoYAMLIsNamedAndTheRestGoesOn() async throws {
    let desk = try Desk()
    let path = try desk.write("profiles:\n  tca:\n   platform: tca\n  url: [\n", to: "bad.yaml", mode: 0o600)
    for arguments in [[], ["tca"]] {
      let outcome = await desk.run(["doctor", "--output", "json"] + arguments, environment: ["HUFU_CONFIG": path])
      let rows = try #require(try JSONValue(parsing: outcome.outputBytes).elements)
      #expect(outcome.exit == .configuration)
      #expect(rows.first?["name"]?.text == "config" && rows.first?["status"]?.text == "fail")
      #expect(rows.first?["finding"]?.text?.contains("bad.yaml") ?? false)
      #expect(rows.contains { $0["name"]?.text == "files" && $0["status"]?.text == "pass" })
      #expect(rows.contains { $0["name"]?.text == "sign-in" && $0["status"]?.text == "skip" } == !arguments.isEmpty)
    }
  }

  @Test(arguments: [
    (
      "profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentals: { token: env:X }\n", 0o600, "config",
      "credentials"
    ),
    (
      "profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentials: { token: literal:abcdefabcdef }\n", 0o644,
      "config", "chmod 600"
    ),
    (
      "profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentials: { token: env:HUFU_NOT_SET }\n", 0o600,
      "secrets", "HUFU_NOT_SET"
    ),
    ("profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n", 0o600, "credential", "token"),
    (
      "profiles:\n  tca:\n    platform: tca\n    url: http://t.example.com\n    credentials: { token: literal:abcdefabcdef }\n", 0o600,
      "address", "allowHTTP"
    ),
  ])
  func aFaultyProfileIsNamedWithItsRemedy(_ text: String, _ mode: Int, _ check: String, _ words: String) async throws {
    let desk = try Desk()
    let path = try desk.write(text, to: "bad.yaml", mode: mode)
    for arguments in [[], ["tca"]] {
      let outcome = await desk.run(["doctor", "--output", "json"] + arguments, environment: ["HUFU_CONFIG": path])
      let rows = try #require(try JSONValue(parsing: outcome.outputBytes).elements)
      let first = try #require(rows.first { $0["status"]?.text == "fail" }, "\(outcome.output)")
      #expect(outcome.exit == .configuration)
      #expect(first["name"]?.text == check, "\(outcome.output)")
      #expect("\(first["finding"]?.text ?? "") \(first["remedy"]?.text ?? "")".contains(words), "\(outcome.output)")
    }
  }

  @Test func anOpenFileWithoutSecretsIsAWarning() async throws {
    let desk = try Desk()
    let path = try desk.write(
      "profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentials: { token: env:TCA_TOKEN }\n", to: "open.yaml")
    let found = try await desk.doctor(environment: ["HUFU_CONFIG": path, "TCA_TOKEN": "abcdefabcdef"])
    #expect(found.outcome.exit == .ok, "\(found.outcome.output)")
    #expect(found.status("files") == "warn")
    #expect(found.row("files")?["remedy"]?.text?.contains("chmod 600") ?? false)
  }

  @Test func oneFaultyProfileDoesNotHideTheOthers() async throws {
    let desk = try Desk()
    let outcome = await desk.run(["doctor", "--output", "json"], environment: ["HUFU_PROFILE_BKCI_ACCESS_TOKEN": "env:HUFU_NOT_SET"])
    let rows = try #require(try JSONValue(parsing: outcome.outputBytes).elements)
    let failed = rows.filter { $0["status"]?.text == "fail" }
    #expect(Set(failed.compactMap { $0["profile"]?.text }) == ["bkci"], "\(outcome.output)")
    for row in rows where row["profile"]?.text != "bkci" && row["name"]?.text == "credential" {
      #expect(row["status"]?.text == "pass", "\(outcome.output)")
    }
  }

  @Test func withoutAProfileNothingIsSent() async throws {
    let desk = try Desk()
    let dead = ScriptedTransport([])
    let found = try await desk.doctor(transport: dead)
    #expect(found.outcome.exit == .ok, "\(found.outcome.output)")
    #expect(dead.requests.isEmpty)
    #expect(Set(found.rows.compactMap { $0["profile"]?.text }) == Set(desk.plan.mounts.map(\.profile.name)))
  }

  // MARK: Secrets

  @Test func nothingSaidOrWrittenHoldsASecret() async throws {
    let desk = try Desk()
    var secrets: Set<String> = []
    for mount in desk.plan.mounts {
      let platform = try #require(Specimens.platform(mount.platform))
      for field in platform.fields where field.isSecret { if let value = mount.profile.credentials[field.name] { secrets.insert(value) } }
    }
    #expect(secrets.count >= 5)
    for profile in desk.plan.mounts.map(\.profile.name) + [nil] {
      for fault in [nil, SandboxFault.status(500, times: 20)] {
        desk.sandbox.reset()
        if let fault { desk.sandbox.inject(fault, at: nil, now: desk.clock.now) }
        let path = desk.folder + "/bundle.json"
        let outcome = await desk.run(["doctor"] + (profile.map { [$0] } ?? []) + ["--bundle", path])
        let bundle = try String(contentsOfFile: path, encoding: .utf8)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try JSONValue(parsing: Array(bundle.utf8))["diagnoses"]?.elements?.isEmpty == false)
        for spelling in secrets.flatMap(Spellings.of) {
          for text in [outcome.output, outcome.errors, bundle] { #expect(!text.contains(spelling), "\(profile ?? "all") tells a secret") }
        }
      }
    }
  }

  @Test func oneSecretHasOnePseudonym() async throws {
    let desk = try Desk()
    let path = desk.folder + "/bundle.json"
    let shared = ["HUFU_PROFILE_MS_SECRET_KEY": "sharedsharedshar", "HUFU_PROFILE_MS_V1_SECRET_KEY": "sharedsharedshar"]
    _ = await desk.run(["doctor", "--bundle", path], environment: shared)
    let bundle = try JSONValue(parsing: Array(try String(contentsOfFile: path, encoding: .utf8).utf8))
    func pseudonym(_ profile: String) -> String? {
      bundle["profiles"]?.elements?.first { $0["profile"]?.text == profile }?["entries"]?.elements?
        .first { $0["field"]?.text == "credentials.secretKey" }?["secret"]?.text
    }
    let ms = try #require(pseudonym("ms"))
    #expect(ms.hasPrefix("secret-") && ms.count == 13)
    #expect(pseudonym("ms-v1") == ms)
    #expect(pseudonym("ms-v3") != ms)
  }
}
