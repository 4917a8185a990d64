import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// What is left behind by a sign-in that failed, and what a pasted address fills in.
@Suite struct LoginOutcomeTests {
  private static let base = "http://127.0.0.1:7800"

  private func config(_ desk: Desk) throws -> String { try String(contentsOfFile: desk.config, encoding: .utf8) }

  private func token(_ desk: Desk) throws -> String {
    try #require(desk.plan.mounts.first { $0.platform == "tca" }?.profile.credentials["token"])
  }

  private let line = ["mine", "--platform", "tca", "--url", Self.base + "/tca"]

  // MARK: A failed proof

  @Test(arguments: Language.allCases) func aRefusedNewProfileIsNotKept(_ language: Language) async throws {
    let desk = try Desk()
    let before = try config(desk)
    let wrong = String(repeating: "0", count: 40)
    let refused = await desk.login(line, language: language, person: Person(unseen: [wrong]))
    #expect(refused.exit == .authentication, "\(refused.errors)")
    #expect(refused.errors.contains(language == .zh ? "没有留下" : "no profile mine is left"), "\(refused.errors)")
    #expect(try config(desk) == before)
    #expect(!FileManager.default.fileExists(atPath: desk.folder + "/secrets/mine.token"))
    // The same line with the right secret simply works.
    let again = await desk.login(line, language: language, person: Person(unseen: [try token(desk)]))
    #expect(again.exit == .ok, "\(again.errors)")
  }

  /// What cannot be a credential is told before anything is asked of the platform, and kept as little as one it refuses.
  @Test func aSecretOfTheWrongShapeIsNotKept() async throws {
    let desk = try Desk()
    let before = try config(desk)
    let outcome = await desk.login(
      ["mine", "--platform", "metersphere", "--url", Self.base + "/metersphere"],
      person: Person(types: ["HufuSandboxKey01"], unseen: ["v2"]))
    #expect(outcome.exit == .configuration, "\(outcome.errors)")
    #expect(outcome.errors.contains("no profile mine is left"), "\(outcome.errors)")
    #expect(try config(desk) == before)
    #expect(!FileManager.default.fileExists(atPath: desk.folder + "/secrets/mine.secretKey"))
  }

  @Test func byForceItIsKept() async throws {
    let desk = try Desk()
    let refused = await desk.login(line + ["--set", "token=env:T", "--force"], environment: ["T": String(repeating: "0", count: 40)])
    #expect(refused.exit == .authentication)
    #expect(try config(desk).contains("mine:"))
    #expect(refused.errors.contains("hufu login mine"))
    #expect(await desk.login(["mine"], environment: ["T": try token(desk)]).exit == .ok)
  }

  @Test func whereTheServerIsAwayItIsKept() async throws {
    let desk = try Desk()
    desk.sandbox.inject(.status(503, times: 20), at: "tca", now: desk.clock.now)
    let failed = await desk.login(line + ["--set", "token=env:T"], environment: ["T": try token(desk)])
    #expect(failed.exit == .failure, "\(failed.errors)")
    #expect(failed.errors.contains("hufu login mine") && failed.errors.contains("hufu profile remove mine"), "\(failed.errors)")
    desk.sandbox.reset()
    #expect(await desk.login(["mine"], environment: ["T": try token(desk)]).exit == .ok)
  }

  @Test func aProfileThatWasThereStaysWhateverHappens() async throws {
    let desk = try Desk()
    let before = try config(desk)
    let refused = await desk.login(["tca"], environment: ["HUFU_PROFILE_TCA_TOKEN": String(repeating: "0", count: 40)])
    #expect(refused.exit == .authentication)
    #expect(try config(desk) == before)
    #expect(!refused.errors.contains("profile remove"))
  }

  // MARK: Pasted addresses

  @Test func aPageFillsUrlSettingsAndDefaults() async throws {
    let desk = try Desk()
    let page = Self.base + "/tca/t/org1/p/team1/code-analysis/repos/23/projects/27/scan-history/5/detail"
    let line = ["mine", "--url", page, "--set", "token=env:T", "--set", "defaults.team=other"]
    let outcome = await desk.login(line, environment: ["T": try token(desk)])
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    for words in ["url=\(Self.base)/tca", "defaults.org=org1", "defaults.repo=23", "job=5"] {
      #expect(outcome.errors.contains(words), "\(words): \(outcome.errors)")
    }
    let shown = await desk.hufu("profile", "show", "mine", "--output", "json", environment: ["T": "x"])
    let rows = try #require(try JSONValue(parsing: shown.outputBytes).elements)
    func value(_ field: String) -> String? { rows.first { $0["field"]?.text == field }?["value"]?.text }
    #expect(value("url") == Self.base + "/tca")
    #expect(value("defaults.project") == "27")
    // What the line says wins.
    #expect(value("defaults.team") == "other")
    #expect(value("defaults.job") == nil)
  }

  @Test func aPageIsPastedWhereTheUrlIsAsked() async throws {
    let desk = try Desk()
    let person = Person(types: [Self.base + "/tca/t/org1"], unseen: [try token(desk)])
    let outcome = await desk.login(["mine", "--platform", "tca"], person: person)
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(person.heard.contains("url"))
    #expect(try config(desk).contains("org: org1"))
  }

  @Test func aPageThatIsNotKnownIsAnError() async throws {
    let desk = try Desk()
    let before = try config(desk)
    let outcome = await desk.login(["mine", "--platform", "bkci", "--url", Self.base + "/console/store/market"])
    #expect(outcome.exit == .configuration)
    #expect(outcome.errors.contains("--url \(Self.base)"), "\(outcome.errors)")
    #expect(try config(desk) == before)
  }

  @Test func profileAddReadsPagesToo() async throws {
    let desk = try Desk()
    let page = "https://ms.example.com/#/test-plan/testPlanIndexDetail?id=44&orgId=1001&pId=11025"
    let outcome = await desk.hufu(
      "profile", "add", "shop", "--platform", "metersphere", "--url", page, "accessKey=env:A", "secretKey=env:B")
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let text = try config(desk)
    for words in ["generation: v3", "organization: '1001'", "project: '11025'", "plan: '44'"] {
      #expect(text.contains(words) || text.contains(words.replacing("'", with: "\"")), "\(words): \(text)")
    }
  }

  // MARK: BlueKing's login cookie

  private func cookieLine(_ desk: Desk) throws -> [String] {
    let prefix = try #require(desk.plan.mounts.first { $0.profile.name == "bkci" }).prefix
    return ["bk", "--platform", "bkci", "--url", Self.base + prefix, "--set", "loginCookie=env:COOKIE"]
  }

  @Test(arguments: ["session-1", "bk_token=session-1", "Cookie: bk_uid=admin; bk_ticket=session-1"])
  func aLoginCookieIsTradedForTokens(_ cookie: String) async throws {
    let desk = try Desk()
    let outcome = await desk.login(try cookieLine(desk), environment: ["COOKIE": cookie])
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let proof = try JSONValue(parsing: outcome.outputBytes)
    #expect(proof["account"]?.text == "admin")
    #expect(proof["lifeLeftSeconds"]?.int == 86_400)
    #expect(!(outcome.output + outcome.errors).contains("session-1"))
    // Another process takes the token that was stored, and the cookie gives the next when it has ended.
    func trades() -> Int { desk.sandbox.journal.count { $0.path.hasSuffix("/token/get") } }
    #expect(await desk.hufu("call", "bk", "projects.list", environment: ["COOKIE": cookie]).exit == .ok)
    #expect(trades() == 1)
    desk.sandbox.inject(.expireTokens, at: nil, now: desk.clock.now)
    desk.clock.advance(by: .seconds(1))
    let anew = await desk.hufu("call", "bk", "projects.list", environment: ["COOKIE": cookie])
    #expect(anew.exit == .ok, "\(anew.errors)")
    #expect(trades() == 2)
  }

  @Test(arguments: [SandboxFault.status(401, times: 20), .status(302, times: 20), .html(times: 20)])
  func aCookieThatIsNoGoodSaysSo(_ fault: SandboxFault) async throws {
    let desk = try Desk()
    desk.sandbox.inject(fault, at: "bkci", now: desk.clock.now)
    let outcome = await desk.login(try cookieLine(desk), environment: ["COOKIE": "session-1"])
    #expect(outcome.exit == .authentication, "\(outcome.errors)")
    #expect(outcome.errors.contains("login cookie is not accepted"), "\(outcome.errors)")
    #expect(outcome.errors.contains("cookieName"))
    #expect(!outcome.errors.contains("session-1"))
  }

  @Test func aCookieUnderAnotherNameIsNotKnown() async throws {
    let desk = try Desk()
    let line = try cookieLine(desk) + ["--set", "cookieName=other_sso"]
    #expect(await desk.login(line, environment: ["COOKIE": "session-1"]).exit == .authentication)
  }

  // MARK: Tianyi's grants

  private func tianyi(_ grant: String) -> [String] {
    [
      "door", "--platform", "tianyi", "--url", Self.base + "/tianyi", "--set", "appId=env:APP_ID", "--set", "appSecret=env:APP_SECRET",
      "--set",
      "grant=\(grant)",
    ]
  }

  private func keys(_ desk: Desk) throws -> [String: String] {
    let sample = try #require(desk.plan.mounts.first { $0.platform == "tianyi" }?.profile)
    return ["APP_ID": try #require(sample.credentials["appId"]), "APP_SECRET": try #require(sample.credentials["appSecret"])]
  }

  @Test func aTokenCodeIsExchanged() async throws {
    let desk = try Desk()
    let code = "Sandbox189TokenCode00001"
    let wrong = await desk.login(tianyi("189_code") + ["--code", "-"], environment: try keys(desk), input: { _ in "no-such-code" })
    #expect(wrong.exit != .ok)
    #expect(wrong.errors.contains("hufu login door"), "the profile stays: only the code was wrong. \(wrong.errors)")
    let right = await desk.login(["door", "--code", "-"], environment: try keys(desk), input: { _ in code })
    #expect(right.exit == .ok, "\(right.errors)")
    #expect(!right.errors.contains(code))
    let proof = try JSONValue(parsing: right.outputBytes)
    #expect(proof["lifeLeftSeconds"]?.int == 86_400)
    #expect(proof["canRenew"]?.bool == true)
    let missing = await desk.login(["door"], environment: try keys(desk))
    #expect(missing.exit == .usage)
    #expect(missing.errors.contains("tokenCode") && missing.errors.contains("--code"), "\(missing.errors)")
  }

  @Test func theDirectGrantNeedsNobody() async throws {
    let desk = try Desk()
    let owner = try #require(desk.plan.mounts.first { $0.platform == "tianyi" }?.profile.settings["enterpriseUser"])
    let outcome = await desk.login(tianyi("vcp_189") + ["--set", "enterpriseUser=\(owner)"], environment: try keys(desk))
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(outcome.errors.contains("nobody has to sign in"))
    let coded = await desk.login(["door", "--code", "env:APP_ID"], environment: try keys(desk))
    #expect(coded.exit == .usage)
    #expect(coded.errors.contains("--code"))
  }
}
