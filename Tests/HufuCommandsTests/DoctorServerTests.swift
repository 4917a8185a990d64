import HufuClient
import HufuCommands
import HufuHTTP
import HufuProfiles
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// What the doctor says of a server, of tokens and of the way there, each with its fault injected.
@Suite struct DoctorServerTests {
  // MARK: What the server says

  @Test func aWrongSecretIsTheSignIn() async throws {
    let desk = try Desk()
    for (profile, field, value) in [
      ("ms", "SECRET_KEY", "wrongwrongwrong1"), ("ms-v3", "SECRET_KEY", "wrongwrongwrong1"),
      ("tca", "TOKEN", "0000000000000000000000000000000000000000"), ("isrpa", "SECRET_KEY", "wrong-secret"),
      ("bkci", "ACCESS_TOKEN", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    ] {
      let name = "HUFU_PROFILE_" + profile.uppercased().replacing("-", with: "_") + "_" + field
      let found = try await desk.doctor(profile, environment: [name: value])
      #expect(found.outcome.exit == .authentication, "\(profile): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in", "\(profile): \(found.outcome.output)")
      #expect(!found.outcome.output.contains(value))
    }
  }

  @Test func aClockFarOffIsSeenWhetherItIsCorrectedOrNot() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.skew(milliseconds: 3 * 3600 * 1000), at: "metersphere", now: desk.clock.now)
    let corrected = try await desk.doctor("ms")
    #expect(corrected.outcome.exit == .ok, "\(corrected.outcome.output)")
    #expect(corrected.status("clock") == "warn")
    #expect(corrected.row("clock")?["finding"]?.text?.contains("10800") ?? false)
    #expect(corrected.status("sign-in") == "pass")
    let refused = try await desk.doctor("ms", "--no-skew-correction")
    #expect(refused.outcome.exit == .authentication)
    #expect(refused.firstFailure == "clock", "\(refused.outcome.output)")
    #expect(refused.status("sign-in") == "skip")
  }

  @Test func aFarOffClockDoesNotHideAWrongKey() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.skew(milliseconds: 3 * 3600 * 1000), at: "metersphere", now: desk.clock.now)
    let found = try await desk.doctor("ms", "--no-skew-correction", environment: ["HUFU_PROFILE_MS_SECRET_KEY": "wrongwrongwrong1"])
    #expect(found.status("clock") == "warn", "\(found.outcome.output)")
    #expect(found.firstFailure == "sign-in")
  }

  @Test(arguments: ["ms", "ms-v1", "ms-v3", "tianyi", "tca", "bkci"])
  func aServerThatFailsAndAWebPageAreTheSignIn(_ profile: String) async throws {
    for fault in [SandboxFault.status(503, times: 20), .html(times: 20)] {
      let desk = try Desk()
      let mount = try #require(desk.plan.mounts.first { $0.profile.name == profile }?.name)
      desk.sandbox.inject(fault, at: mount, now: desk.clock.now)
      let found = try await desk.doctor(profile)
      #expect(found.outcome.exit == .failure, "\(profile) \(fault): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in", "\(profile) \(fault): \(found.outcome.output)")
    }
  }

  // MARK: Where a stored token would hide what became of the credential

  /// Profiles whose token nobody has to sign in for; warm: it was fetched and stored before the fault.
  @Test(arguments: [true, false]) func aStoredTokenHidesNoFault(isWarm: Bool) async throws {
    let faults: [(SandboxFault, ExitCode)] = [
      (.status(401, times: 20), .authentication), (.status(429, times: 20), .throttled), (.status(500, times: 20), .failure),
      (.html(times: 20), .failure), (.cut(.unprocessed, times: 20), .failure), (.cut(.beforeHead, times: 20), .failure),
      (.cut(.afterBytes(10), times: 20), .failure),
    ]
    for (fault, exit) in faults {
      let desk = try Desk()
      if isWarm { #expect(await desk.hufu("token", "show", "isrpa").exit == .ok) }
      desk.sandbox.inject(fault, at: "isrpa", now: desk.clock.now)
      let found = try await desk.doctor("isrpa")
      #expect(found.outcome.exit == exit, "\(fault): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in", "\(fault): \(found.outcome.output)")
      #expect(await desk.login(["isrpa"]).exit == exit, "\(fault)")
    }
  }

  @Test(arguments: [true, false]) func aStoredTokenHidesNoWrongSecret(isWarm: Bool) async throws {
    let desk = try Desk()
    if isWarm { #expect(await desk.hufu("token", "show", "isrpa").exit == .ok) }
    let wrong = ["HUFU_PROFILE_ISRPA_SECRET_KEY": "wrong-secret"]
    #expect(try await desk.doctor("isrpa", environment: wrong).firstFailure == "sign-in")
    #expect(await desk.login(["isrpa"], environment: wrong).exit == .authentication)
    // The token that was stored is none the worse for it.
    let shown = await desk.hufu("token", "show", "isrpa")
    #expect(try JSONValue(parsing: shown.outputBytes)["source"]?.text == (isWarm ? "stored" : "fetched"), "\(shown.errors)")
  }

  @Test(arguments: [true, false]) func theClockIsReadFromATokensExchange(isWarm: Bool) async throws {
    let desk = try Desk()
    if isWarm { #expect(await desk.hufu("token", "show", "isrpa").exit == .ok) }
    desk.sandbox.inject(.skew(milliseconds: 3 * 3600 * 1000), at: "isrpa", now: desk.clock.now)
    let found = try await desk.doctor("isrpa")
    #expect(found.status("clock") == "warn", "\(found.outcome.output)")
    #expect(found.row("clock")?["finding"]?.text?.contains("10800") ?? false, "\(found.outcome.output)")
  }

  @Test func aLoginCookieIsTriedEvenWhereTheUserIsKnown() async throws {
    let desk = try Desk()
    let prefix = try #require(desk.plan.mounts.first { $0.profile.name == "bkci" }).prefix
    let line = ["bk", "--platform", "bkci", "--url", "http://127.0.0.1:7800" + prefix, "--set", "loginCookie=env:C", "--set", "user=admin"]
    #expect(await desk.login(line, environment: ["C": "session-1"]).exit == .ok)
    let wrong = ["C": "other_sso=session-1; x=y"]
    let found = try await desk.doctor("bk", environment: wrong)
    #expect(found.firstFailure == "sign-in", "\(found.outcome.output)")
    #expect(await desk.login(["bk"], environment: wrong).exit == .authentication)
  }

  @Test(arguments: ["isrpa", "tianyi", "bkci"]) func endedTokensAreNoFaultWhereNobodyHasToSignIn(_ profile: String) async throws {
    let desk = try Desk()
    #expect(try await desk.doctor(profile).outcome.exit == .ok)
    desk.sandbox.inject(.expireTokens, at: nil, now: desk.clock.now)
    desk.clock.advance(by: .seconds(1))
    let found = try await desk.doctor(profile)
    #expect(found.outcome.exit == (profile == "bkci" ? .authentication : .ok), "\(found.outcome.output)")
    #expect(found.firstFailure == (profile == "bkci" ? "sign-in" : nil))
  }

  @Test(arguments: ["ms", "tianyi", "tca", "bkci"]) func busyServersAndCutConnectionsAreTheSignIn(_ profile: String) async throws {
    for (fault, exit) in [
      (SandboxFault.status(429, times: 20), ExitCode.throttled), (.cut(.unprocessed, times: 20), .failure),
      (.cut(.beforeHead, times: 20), .failure), (.cut(.afterBytes(10), times: 20), .failure),
    ] {
      let desk = try Desk()
      let mount = try #require(desk.plan.mounts.first { $0.profile.name == profile }?.name)
      desk.sandbox.inject(fault, at: mount, now: desk.clock.now)
      let found = try await desk.doctor(profile)
      #expect(found.outcome.exit == exit, "\(profile) \(fault): \(found.outcome.output)")
      #expect(found.firstFailure == "sign-in", "\(profile) \(fault): \(found.outcome.output)")
    }
  }

  @Test func anAddressThatMayNotCallIsNamed() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.ipRefused(times: 20), at: "tianyi", now: desk.clock.now)
    let found = try await desk.doctor("tianyi")
    #expect(found.firstFailure == "sign-in", "\(found.outcome.output)")
    #expect(found.row("sign-in")?["finding"]?.text?.contains("IP") ?? false, "\(found.outcome.output)")
  }

  @Test func aMissingPermissionIsNotAWrongKey() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.status(403, times: 20), at: "metersphere", now: desk.clock.now)
    let found = try await desk.doctor("ms")
    #expect(found.outcome.exit == .refused)
    #expect(found.firstFailure == "sign-in")
    #expect(found.row("sign-in")?["finding"]?.text?.contains("permission is missing") ?? false, "\(found.outcome.output)")
  }

  @Test func aDeadHostIsNamed() async throws {
    let desk = try Desk()
    for profile in ["ms", "tianyi", "tca", "isrpa", "bkci"] {
      let found = try await desk.doctor(profile, transport: ScriptedTransport([]))
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
    let found = try await desk.doctor("bkci", environment: ["HUFU_PROFILE_BKCI_ACCESS_TOKEN": token])
    #expect(found.outcome.exit == .authentication)
    #expect(found.firstFailure == "sign-in")
    #expect(found.row("sign-in")?["finding"]?.text?.contains("expired") ?? false, "\(found.outcome.output)")
    #expect(!found.outcome.output.contains(token))
  }

  @Test func theLifeOfATokenIsTold() async throws {
    let desk = try Desk()
    let found = try await desk.doctor("tianyi")
    #expect(found.status("token") == "pass")
    #expect(found.row("token")?["finding"]?.text?.contains("life left") ?? false, "\(found.outcome.output)")
    let without = try await desk.doctor("ms")
    #expect(without.status("token") == "skip")
  }

  @Test func aTokenThatSoonCannotBeRenewedIsAWarning() async throws {
    let desk = try Desk()
    let called = await desk.hufu("call", "tianyi", "devices.list")
    #expect(called.exit == .ok)
    let store = FileTokenStore(path: desk.folder + "/cache/hufu/tokens", timing: desk.clock.timing, entropy: .counting()) { _ in }
    let stored = await store.all()
    var (key, token) = try #require(stored.first { $0.key.platform == "tianyi" })
    key.account = key.account.replacing("vcp_189", with: "auth_code")
    token.refreshExpires = desk.clock.now + .seconds(3 * 3600)
    try await store.put(token, for: key)
    let found = try await desk.doctor("tianyi", environment: ["HUFU_PROFILE_TIANYI_GRANT": "auth_code"])
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
      let found = try await desk.doctor("tianyi", environment: ["HUFU_PROFILE_TIANYI_GRANT": "auth_code"])
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
    let found = try await desk.doctor(profile, environment: [variable: set])
    #expect(found.firstFailure == "generation", "\(found.outcome.output)")
    #expect(found.outcome.exit == .configuration)
    #expect(found.row("generation")?["remedy"]?.text?.contains("generation: \(spoken)") ?? false, "\(found.outcome.output)")
  }

  @Test func tokenAuthenticationThatIsOffIsAWarning() async throws {
    let desk = try Desk()
    let on = try await desk.doctor("bkci")
    #expect(on.status("token authentication") == "pass")
    let off = try await desk.doctor("bkci-off")
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
        connect: { _, _, _ in if port { throw TransportError(.notConnected, "connection refused") } },
        handshake: { _, _ in
          if certificate { throw TransportError(.tls, "certificate verify failed") }
          return nil
        })
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
        try await desk.doctor("ms", environment: ["HUFU_PROFILE_MS_URL": "https://ms.example.com/metersphere"])
      }
      #expect(found.firstFailure == first, "\(found.outcome.output)")
      #expect(found.outcome.exit == (first == nil ? .ok : .failure))
      for name in skipped { #expect(found.status(name) == "skip", "\(name): \(found.outcome.output)") }
    }
  }

  @Test(arguments: [
    (["HUFU_PROFILE_MS_TLS_CA_FILE": "/nope.pem"], "tls"), (["HUFU_PROFILE_MS_PROXY": "env:HUFU_NOT_SET"], "proxy"),
    (["HTTPS_PROXY": "http://:nonsense"], "proxy"), (["HUFU_PROFILE_MS_TLS_INSECURE": "true", "CI": "true"], "tls"),
  ])
  func aFaultyWayOutIsNoFaultyCredential(_ environment: [String: String], _ first: String) async throws {
    let desk = try Desk()
    let environment = environment.merging(["HUFU_PROFILE_MS_URL": "https://ms.example.com/metersphere"]) { $1 }
    for arguments in [[], ["ms"]] {
      // Without a transport in this process the way out is the real one; the network itself is not asked.
      let outcome = await NetworkProbe.$standIn.withValue(Trouble().probe) {
        await desk.run(["doctor", "--output", "json"] + arguments, environment: environment) { $0.transport = nil }
      }
      let rows = try #require(try JSONValue(parsing: outcome.outputBytes).elements)
      #expect(rows.first { $0["status"]?.text == "fail" }?["name"]?.text == first, "\(outcome.output)")
      #expect(rows.contains { $0["profile"]?.text == "ms" && $0["name"]?.text == "credential" && $0["status"]?.text == "pass" })
      #expect(outcome.exit == .configuration)
    }
  }

  @Test(arguments: [(90, "pass", "90 days left"), (5, "warn", "only 5 days"), (-3, "warn", "it ended on")])
  func theEndOfACertificateIsToldInTime(days: Int64, status: String, words: String) async throws {
    let desk = try Desk()
    let end = desk.clock.now + .seconds(days * 86_400)
    var probe = Trouble().probe
    probe.handshake = { _, _ in PeerCertificate(begins: Timestamp(0), ends: end) }
    let found = try await NetworkProbe.$standIn.withValue(probe) {
      try await desk.doctor("ms", environment: ["HUFU_PROFILE_MS_URL": "https://ms.example.com/metersphere"])
    }
    #expect(found.status("tls") == status, "\(found.outcome.output)")
    #expect(found.row("tls")?["finding"]?.text?.contains(words) ?? false, "\(found.outcome.output)")
  }

  @Test func theProxyInForceIsToldWithoutItsPassword() async throws {
    let desk = try Desk()
    let proxied = [
      "HUFU_PROFILE_MS_URL": "https://ms.example.com/metersphere", "HTTPS_PROXY": "http://me:hushhushhush@proxy.example.com:3128",
    ]
    let through = try await desk.doctor("ms", environment: proxied)
    #expect(through.row("proxy")?["finding"]?.text?.contains("proxy.example.com:3128") ?? false, "\(through.outcome.output)")
    #expect(!through.outcome.output.contains("hushhushhush"))
    let direct = try await desk.doctor("ms", environment: proxied.merging(["NO_PROXY": ".example.com"]) { $1 })
    #expect(direct.row("proxy")?["finding"]?.text?.contains("direct") ?? false)
  }
}
