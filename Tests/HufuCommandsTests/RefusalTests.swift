import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// Everything that goes wrong gives one clear line in the chosen language, and the documented exit code.
@Suite struct RefusalTests {
  private static let calls: [(profile: String, operation: String)] = [
    ("ms", "environments.list"), ("ms-v1", "environments.list"), ("ms-v3", "environments.list"), ("tianyi", "devices.list"),
    ("tca", "repos.list"), ("bkci", "projects.list"),
  ]

  private func check(_ outcome: Desk.Outcome, _ exit: ExitCode, _ what: String) {
    #expect(outcome.exit == exit, "\(what): \(outcome.exit) \(outcome.errors)")
    #expect(!outcome.errors.isEmpty, "\(what) says nothing")
  }

  @Test(arguments: Language.allCases) func aWrongSecretIsAnAuthenticationError(_ language: Language) async throws {
    let desk = try Desk()
    let wrong: [(profile: String, field: String, value: String, operation: String)] = [
      ("ms", "SECRET_KEY", "wrongwrongwrong1", "environments.list"), ("ms-v1", "SECRET_KEY", "wrongwrongwrong1", "environments.list"),
      ("ms-v3", "SECRET_KEY", "wrongwrongwrong1", "environments.list"),
      ("tca", "TOKEN", "0000000000000000000000000000000000000000", "repos.list"), ("isrpa", "SECRET_KEY", "wrong-secret", "job.create"),
      ("bkci", "ACCESS_TOKEN", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "projects.list"),
    ]
    for (profile, field, value, operation) in wrong {
      let name = "HUFU_PROFILE_" + profile.uppercased().replacing("-", with: "_") + "_" + field
      let outcome = await desk.hufu("call", profile, operation, environment: [name: value], language: language)
      check(outcome, .authentication, profile)
      #expect(!outcome.errors.contains(value), "\(profile) shows the wrong secret")
    }
  }

  @Test func aClockFarOffIsCorrectedOverLoopbackAndRefusedWithoutDate() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.skew(milliseconds: 3 * 3600 * 1000), at: "metersphere", now: desk.clock.now)
    let corrected = await desk.hufu("call", "ms", "environments.list")
    #expect(corrected.exit == .ok, "\(corrected.errors)")
    #expect(corrected.errors.contains("10800"))
    let refused = await desk.hufu("call", "ms", "environments.list", "--no-skew-correction")
    check(refused, .authentication, "skew")
  }

  @Test func aServerThatFailsIsRetriedAndThenReported() async throws {
    for (profile, operation) in Self.calls {
      let desk = try Desk()
      let mount = try #require(desk.plan.mounts.first { $0.profile.name == profile }?.name)
      desk.sandbox.inject(.status(503, times: 9), at: mount, now: desk.clock.now)
      check(await desk.hufu("call", profile, operation), .failure, profile)
      #expect(!desk.clock.sleeps.isEmpty, "\(profile) was not retried")
    }
  }

  @Test func aWebPageInsteadOfJSONIsSaidToBeOne() async throws {
    for (profile, operation) in Self.calls {
      let desk = try Desk()
      let mount = try #require(desk.plan.mounts.first { $0.profile.name == profile }?.name)
      desk.sandbox.inject(.html(times: 9), at: mount, now: desk.clock.now)
      check(await desk.hufu("call", profile, operation), .failure, profile)
    }
  }

  @Test func aDeadHostIsNamed() async throws {
    let desk = try Desk()
    let dead = ScriptedTransport([])
    for (profile, operation) in Self.calls {
      let outcome = await desk.hufu("call", profile, operation, transport: dead)
      check(outcome, .failure, profile)
      #expect(outcome.errors.contains("127.0.0.1:7800"))
    }
  }

  @Test func aThrottledCallSaysSo() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.status(429, times: 9), at: "bkci", now: desk.clock.now)
    check(await desk.hufu("call", "bkci", "projects.list"), .throttled, "bkci")
  }

  @Test func anExpiredTokenIsFetchedAnew() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.expireTokens, at: "isrpa", now: desk.clock.now)
    #expect(await desk.hufu("call", "isrpa", "job.create", "process=x").exit == .ok)
    check(
      await desk.hufu("call", "isrpa", "job.create", "process=x", "--token", "literal:0123456789abcdef0123456789abcdef"), .authentication,
      "isrpa")
  }

  @Test func theErrorIsOneObjectForPrograms() async throws {
    let desk = try Desk()
    let outcome = await desk.hufu(
      "call", "tca", "repos.list", "--output", "json", environment: ["HUFU_PROFILE_TCA_TOKEN": "0000000000000000000000000000000000000000"])
    let error = try JSONValue(parsing: Array(try #require(outcome.errors.split(separator: "\n").last).utf8))
    #expect(error["kind"]?.text == "unauthenticated")
    #expect(error["exit"]?.int == 4)
    #expect(error["platform"]?.text == "tca")
    for name in ["platform", "code", "clientCode", "kind", "message", "remedy", "requestId", "exit"] {
      #expect(error.members?.contains { $0.key == name } ?? false, "\(name) is missing")
    }
  }

  @Test func badProfilesAreNamedWithPlace() async throws {
    let desk = try Desk()
    let cases: [(String, Int, String)] = [
      ("profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentals: { token: env:X }\n", 0o600, "credentials"),
      ("profiles:\n  tca:\n    platform: tcx\n    url: https://t.example.com\n", 0o600, "tca"),
      ("profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n", 0o600, "token"),
      (
        "profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentials: { token: literal:abcdefabcdef }\n", 0o644,
        "chmod 600"
      ),
      (
        "profiles:\n  tca:\n    platform: tca\n    url: https://t.example.com\n    credentials: { token: env:HUFU_NOT_SET }\n", 0o600,
        "HUFU_NOT_SET"
      ),
      ("profiles:\n  tca:\n   platform: tca\n  url: [\n", 0o600, "bad.yaml"),
    ]
    for (text, mode, expected) in cases {
      let path = try desk.write(text, to: "bad-\(UUID().uuidString)-bad.yaml", mode: mode)
      let outcome = await desk.hufu("call", "tca", "repos.list", environment: ["HUFU_CONFIG": path])
      check(outcome, .configuration, text)
      #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    }
    let none = await desk.hufu("call", "tca", "repos.list", environment: ["HUFU_CONFIG": desk.folder + "/none.yaml"])
    check(none, .configuration, "no file")
  }
}
