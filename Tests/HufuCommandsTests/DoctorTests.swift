import Foundation
import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// The doctor finds nothing where nothing is, and names an injected fault before anything else.
@Suite struct DoctorTests {
  /// What was found, by check.
  private struct Visit {
    let outcome: Desk.Outcome
    let rows: [JSONValue]

    func row(_ name: String, of profile: String? = nil) -> JSONValue? {
      rows.first { $0["name"]?.text == name && (profile == nil || $0["profile"]?.text == profile) }
    }
    func status(_ name: String) -> String? { row(name)?["status"]?.text }
    var firstFailure: String? { rows.first { $0["status"]?.text == "fail" }?["name"]?.text }
  }

  private func visit(
    _ desk: Desk, _ arguments: String..., environment: [String: String] = [:], transport: (any Transport)? = nil
  ) async throws -> Visit {
    let outcome = await desk.run(["doctor", "--output", "json"] + arguments, environment: environment, transport: transport)
    let rows = try #require(try JSONValue(parsing: outcome.outputBytes).elements, "\(outcome.output) \(outcome.errors)")
    return Visit(outcome: outcome, rows: rows)
  }

  @Test func everySandboxProfileIsWell() async throws {
    let desk = try Desk()
    for mount in desk.plan.mounts {
      let found = try await visit(desk, mount.profile.name)
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
    let found = try await visit(desk, environment: ["HUFU_CONFIG": path, "TCA_TOKEN": "abcdefabcdef"])
    #expect(found.outcome.exit == .ok, "\(found.outcome.output)")
    #expect(found.status("files") == "warn")
    #expect(found.row("files")?["remedy"]?.text?.contains("chmod 600") ?? false)
  }

  @Test func withoutAProfileNothingIsSent() async throws {
    let desk = try Desk()
    let dead = ScriptedTransport([])
    let found = try await visit(desk, transport: dead)
    #expect(found.outcome.exit == .ok, "\(found.outcome.output)")
    #expect(dead.requests.isEmpty)
    #expect(Set(found.rows.compactMap { $0["profile"]?.text }) == Set(desk.plan.mounts.map(\.profile.name)))
  }

  // MARK: What the server says

  @Test func aWrongSecretIsTheSignIn() async throws {
    let desk = try Desk()
    for (profile, field, value) in [
      ("ms", "SECRET_KEY", "wrongwrongwrong1"), ("ms-v3", "SECRET_KEY", "wrongwrongwrong1"),
      ("tca", "TOKEN", "0000000000000000000000000000000000000000"), ("isrpa", "SECRET_KEY", "wrong-secret"),
      ("bkci", "ACCESS_TOKEN", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ] {
      let name = "HUFU_PROFILE_" + profile.uppercased().replacing("-", with: "_") + "_" + field
      let found = try await visit(desk, profile, environment: [name: value])
      #expect(found.outcome.exit == .authentication, "\(profile): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in", "\(profile): \(found.outcome.output)")
      #expect(!found.outcome.output.contains(value))
    }
  }

  @Test func aClockFarOffIsSeenWhetherItIsCorrectedOrNot() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.skew(milliseconds: 3 * 3600 * 1000), at: "metersphere", now: desk.clock.now)
    let corrected = try await visit(desk, "ms")
    #expect(corrected.outcome.exit == .ok, "\(corrected.outcome.output)")
    #expect(corrected.status("clock") == "warn")
    #expect(corrected.row("clock")?["finding"]?.text?.contains("10800") ?? false)
    #expect(corrected.status("sign-in") == "pass")
    let refused = try await visit(desk, "ms", "--no-skew-correction")
    #expect(refused.outcome.exit == .authentication)
    #expect(refused.firstFailure == "clock", "\(refused.outcome.output)")
    #expect(refused.status("sign-in") == "skip")
  }

  @Test func aFarOffClockDoesNotHideAWrongKey() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.skew(milliseconds: 3 * 3600 * 1000), at: "metersphere", now: desk.clock.now)
    let found = try await visit(
      desk, "ms", "--no-skew-correction", environment: ["HUFU_PROFILE_MS_SECRET_KEY": "wrongwrongwrong1"])
    #expect(found.status("clock") == "warn", "\(found.outcome.output)")
    #expect(found.firstFailure == "sign-in")
  }

  @Test(arguments: ["ms", "ms-v1", "ms-v3", "tianyi", "tca", "bkci"])
  func aServerThatFailsAndAWebPageAreTheSignIn(_ profile: String) async throws {
    for fault in [SandboxFault.status(503, times: 20), .html(times: 20)] {
      let desk = try Desk()
      let mount = try #require(desk.plan.mounts.first { $0.profile.name == profile }?.name)
      desk.sandbox.inject(fault, at: mount, now: desk.clock.now)
      let found = try await visit(desk, profile)
      #expect(found.outcome.exit == .failure, "\(profile) \(fault): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in", "\(profile) \(fault): \(found.outcome.output)")
    }
  }

  @Test func anAddressThatMayNotCallIsNamed() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.ipRefused(times: 20), at: "tianyi", now: desk.clock.now)
    let found = try await visit(desk, "tianyi")
    #expect(found.firstFailure == "sign-in", "\(found.outcome.output)")
    #expect(found.row("sign-in")?["finding"]?.text?.contains("IP") ?? false, "\(found.outcome.output)")
  }

  @Test func aMissingPermissionIsNotAWrongKey() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.status(403, times: 20), at: "metersphere", now: desk.clock.now)
    let found = try await visit(desk, "ms")
    #expect(found.outcome.exit == .refused)
    #expect(found.firstFailure == "sign-in")
    #expect(found.row("sign-in")?["finding"]?.text?.contains("permission is missing") ?? false, "\(found.outcome.output)")
  }

  @Test func aDeadHostIsNamed() async throws {
    let desk = try Desk()
    for profile in ["ms", "tianyi", "tca", "isrpa", "bkci"] {
      let found = try await visit(desk, profile, transport: ScriptedTransport([]))
      #expect(found.outcome.exit == .failure, "\(profile): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in")
      #expect(found.row("sign-in")?["finding"]?.text?.contains("127.0.0.1:7800") ?? false)
      #expect(found.status("clock") == "skip")
    }
  }

  // MARK: Tokens and what one platform alone has

  @Test func anExpiredTokenIsNamed() async throws {
    let desk = try Desk()
    let minted = await desk.hufu(
      "token", "bkci", "mint", "--secret", "literal:hufu-sandbox-only-7c1d2e", "--user", "admin", "--expires-at",
      String((desk.clock.now - .seconds(60)).milliseconds))
    let token = try #require(try JSONValue(parsing: minted.outputBytes)["accessToken"]?.text, "\(minted.errors)")
    let found = try await visit(desk, "bkci", environment: ["HUFU_PROFILE_BKCI_ACCESS_TOKEN": token])
    #expect(found.outcome.exit == .authentication)
    #expect(found.firstFailure == "sign-in")
    #expect(found.row("sign-in")?["finding"]?.text?.contains("expired") ?? false, "\(found.outcome.output)")
    #expect(!found.outcome.output.contains(token))
  }

  @Test func theLifeOfATokenIsTold() async throws {
    let desk = try Desk()
    let found = try await visit(desk, "tianyi")
    #expect(found.status("token") == "pass")
    #expect(found.row("token")?["finding"]?.text?.contains("life left") ?? false, "\(found.outcome.output)")
    let without = try await visit(desk, "ms")
    #expect(without.status("token") == "skip")
  }

  @Test func aTokenThatSoonCannotBeRenewedIsAWarning() async throws {
    let desk = try Desk()
    let called = await desk.hufu("call", "tianyi", "devices.list")
    #expect(called.exit == .ok)
    let store = FileTokenStore(path: desk.folder + "/cache/hufu/tokens", timing: desk.clock.timing, entropy: .counting()) { _ in }
    let stored = await store.all()
    var (key, token) = try #require(stored.first { $0.key.platform == "tianyi" })
    token.refreshExpires = desk.clock.now + .seconds(3 * 3600)
    try await store.put(token, for: key)
    let found = try await visit(desk, "tianyi")
    #expect(found.outcome.exit == .ok)
    #expect(found.status("token") == "warn", "\(found.outcome.output)")
    #expect(found.row("token")?["finding"]?.text?.contains("anew in 3 h") ?? false, "\(found.outcome.output)")
  }

  @Test func aTokenThatOnlyAPersonRenewsWarnsBeforeItEnds() async throws {
    let desk = try Desk()
    let called = await desk.hufu("call", "tianyi", "devices.list")
    #expect(called.exit == .ok)
    let store = FileTokenStore(path: desk.folder + "/cache/hufu/tokens", timing: desk.clock.timing, entropy: .counting()) { _ in }
    let stored = await store.all()
    var (key, token) = try #require(stored.first { $0.key.platform == "tianyi" })
    key.account = key.account.replacing("vcp_189", with: "auth_code")
    (token.refresh, token.refreshExpires) = (nil, nil)
    for (left, status) in [(2, "warn"), (48, "pass")] {
      token.expires = desk.clock.now + .seconds(left * 3600)
      try await store.put(token, for: key)
      let found = try await visit(desk, "tianyi", environment: ["HUFU_PROFILE_TIANYI_GRANT": "auth_code"])
      #expect(found.status("token") == status, "\(found.outcome.output)")
      #expect(found.row("token")?["finding"]?.text?.contains("sign in anew") ?? false, "\(found.outcome.output)")
    }
  }

  @Test(arguments: [
    ("ms", "v1", "v2"), ("ms", "v3", "v2"), ("ms-v1", "v2", "v1"), ("ms-v1", "v3", "v1"), ("ms-v3", "v1", "v3"), ("ms-v3", "v2", "v3"),
  ])
  func theWrongGenerationIsNamed(_ profile: String, _ set: String, _ spoken: String) async throws {
    let desk = try Desk()
    let variable = "HUFU_PROFILE_\(profile.uppercased().replacing("-", with: "_"))_GENERATION"
    let found = try await visit(desk, profile, environment: [variable: set])
    #expect(found.firstFailure == "generation", "\(found.outcome.output)")
    #expect(found.outcome.exit == .configuration)
    #expect(found.row("generation")?["remedy"]?.text?.contains("generation: \(spoken)") ?? false, "\(found.outcome.output)")
  }

  @Test func tokenAuthenticationThatIsOffIsAWarning() async throws {
    let desk = try Desk()
    let on = try await visit(desk, "bkci")
    #expect(on.status("token authentication") == "pass")
    let off = try await visit(desk, "bkci-off")
    #expect(off.outcome.exit == .ok)
    #expect(off.status("token authentication") == "warn", "\(off.outcome.output)")
  }

  // MARK: The network

  private struct Trouble: Sendable {
    var name = false, port = false, certificate = false

    var probe: NetworkProbe {
      NetworkProbe(
        resolve: { _, _ in
          if name { throw TransportError(.notConnected, "no such name") }
          return "192.0.2.7"
        },
        connect: { _, _ in if port { throw TransportError(.notConnected, "connection refused") } },
        handshake: { _, _ in if certificate { throw TransportError(.tls, "certificate verify failed") } })
    }
  }

  @Test func eachStepOfTheNetworkIsNamedAndWhatRestsOnItIsSkipped() async throws {
    let desk = try Desk()
    let cases: [(Trouble, String?, [String])] = [
      (Trouble(), nil, []), (Trouble(name: true), "dns", ["tcp", "tls", "clock", "sign-in"]),
      (Trouble(port: true), "tcp", ["tls", "clock", "sign-in"]), (Trouble(certificate: true), "tls", ["clock", "sign-in"]),
    ]
    for (trouble, first, skipped) in cases {
      let found = try await NetworkProbe.$standIn.withValue(trouble.probe) {
        try await visit(desk, "ms", environment: ["HUFU_PROFILE_MS_URL": "https://ms.example.com/metersphere"])
      }
      #expect(found.firstFailure == first, "\(found.outcome.output)")
      #expect(found.outcome.exit == (first == nil ? .ok : .failure))
      for name in skipped { #expect(found.status(name) == "skip", "\(name): \(found.outcome.output)") }
    }
  }

  @Test func theProxyInForceIsToldWithoutItsPassword() async throws {
    let desk = try Desk()
    let proxied = [
      "HUFU_PROFILE_MS_URL": "https://ms.example.com/metersphere", "HTTPS_PROXY": "http://me:hushhushhush@proxy.example.com:3128",
    ]
    let through = try await visit(desk, "ms", environment: proxied)
    #expect(through.row("proxy")?["finding"]?.text?.contains("proxy.example.com:3128") ?? false, "\(through.outcome.output)")
    #expect(!through.outcome.output.contains("hushhushhush"))
    let direct = try await visit(desk, "ms", environment: proxied.merging(["NO_PROXY": ".example.com"]) { $1 })
    #expect(direct.row("proxy")?["finding"]?.text?.contains("direct") ?? false)
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
