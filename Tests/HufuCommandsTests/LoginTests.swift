import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@Suite struct LoginTests {
  private static let base = "http://127.0.0.1:7800"

  private func mode(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func json(_ outcome: Desk.Outcome) throws -> JSONValue { try JSONValue(parsing: outcome.outputBytes) }

  @Test(arguments: Language.allCases) func everyPlatformByFlags(_ language: Language) async throws {
    let desk = try Desk()
    for mount in desk.plan.mounts {
      let sample = mount.profile
      let platform = try #require(Specimens.platform(mount.platform))
      var arguments = ["new-\(sample.name)", "--platform", mount.platform, "--url", Self.base + mount.prefix]
      var environment: [String: String] = [:]
      for (field, value) in sample.credentials {
        environment["LOGIN_\(field)"] = value
        arguments += ["--set", "\(field)=env:LOGIN_\(field)"]
      }
      for (name, value) in sample.settings { arguments += ["--set", "\(name)=\(value)"] }
      for (name, value) in sample.defaults { arguments += ["--set", "defaults.\(name)=\(value)"] }
      let outcome = await desk.login(arguments, environment: environment, language: language)
      #expect(outcome.exit == .ok, "\(sample.name): \(outcome.errors)")
      #expect(try json(outcome)["platform"]?.text == mount.platform)
      for field in platform.fields where field.isSecret {
        guard let secret = sample.credentials[field.name] else { continue }
        for spelling in Spellings.of(secret) { #expect(!(outcome.output + outcome.errors).contains(spelling), "\(sample.name)") }
      }
      // The profile is there, and proves itself again.
      let again = await desk.login(["new-\(sample.name)"], environment: environment, language: language)
      #expect(again.exit == .ok, "\(sample.name): \(again.errors)")
    }
    let ids = Set(desk.plan.mounts.map(\.platform))
    #expect(ids.count == 5)
  }

  @Test func itSaysWhoAndUntilWhen() async throws {
    let desk = try Desk()
    let tca = await desk.login(["tca"])
    #expect(try json(tca)["account"]?.text?.isEmpty == false, "\(tca.errors)")
    let tianyi = await desk.login(["tianyi"])
    #expect(try json(tianyi)["lifeLeftSeconds"]?.int == 7 * 86_400, "\(tianyi.errors)")
    #expect(tianyi.errors.contains("7 d left"))
  }

  @Test func aWrongCredentialIsRefused() async throws {
    let desk = try Desk()
    let outcome = await desk.login(["tca"], environment: ["HUFU_PROFILE_TCA_TOKEN": "0000000000000000000000000000000000000000"])
    #expect(outcome.exit == .authentication)
    #expect(outcome.output.isEmpty)
  }

  @Test func whatIsMissingIsListedWithItsPlace() async throws {
    let desk = try Desk()
    let outcome = await desk.login(["x", "--platform", "metersphere", "--url", Self.base + "/metersphere"])
    #expect(outcome.exit == .usage)
    for word in ["accessKey", "secretKey", "API Keys"] { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    let callback = await desk.login(
      ["x", "--platform", "tianyi", "--url", Self.base + "/tianyi", "--set", "appId=1", "--set", "appSecret=env:S"])
    #expect(callback.exit == .usage)
    #expect(callback.errors.contains("callbackUrl"))
    #expect(await desk.login(["x"]).errors.contains("--platform"))
    #expect(await desk.login(["x"]).exit == .configuration)
    #expect(await desk.login(["tca", "--set", "token=env:T"]).exit == .usage)
    #expect(await desk.login(["x", "--platform", "tca", "--set", "token=env:T"]).errors.contains("--url"))
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func aNameIsNoPath() async throws {
    let desk = try Desk()
    let person = Person(unseen: ["s"])
    let outcome = await desk.login(["../x", "--platform", "tca", "--url", Self.base + "/tca"], person: person)
    #expect(outcome.exit == .configuration)
    #expect(person.heard.isEmpty)
  }
}

extension LoginTests {
  private func token(_ desk: Desk) throws -> String {
    try #require(desk.plan.mounts.first { $0.platform == "tca" }?.profile.credentials["token"])
  }

  @Test func aTypedSecretGetsAFileOfItsOwn() async throws {
    let desk = try Desk()
    let token = try token(desk)
    let person = Person(unseen: [token])
    let outcome = await desk.login(["mine", "--platform", "tca", "--url", Self.base + "/tca"], person: person)
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    let file = desk.folder + "/secrets/mine.token"
    #expect(try String(contentsOfFile: file, encoding: .utf8) == token + "\n")
    #expect(try mode(of: file) == 0o600)
    #expect(try mode(of: desk.folder + "/secrets") == 0o700)
    #expect(outcome.errors.contains("个人令牌"))
    #expect(!(outcome.output + outcome.errors + person.heard).contains(token))
  }

  /// Secrets are asked for unseen from the first: nothing that is shown as it is typed could be one.
  @Test func aReferenceIsTakenWhereTheSecretIsAskedFor() async throws {
    let desk = try Desk()
    let token = try token(desk)
    let person = Person(unseen: ["env:TCA_TOKEN"])
    let outcome = await desk.login(
      ["mine", "--platform", "tca", "--url", Self.base + "/tca"], environment: ["TCA_TOKEN": token], person: person)
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(!(outcome.output + outcome.errors).contains(token))
    #expect(!FileManager.default.fileExists(atPath: desk.folder + "/secrets"))
    #expect(try String(contentsOfFile: desk.config, encoding: .utf8).contains("token: env:TCA_TOKEN"))
    #expect(outcome.errors.contains("→ env:TCA_TOKEN"), "\(outcome.errors)")
  }

  @Test func aSecretInClearOnlyWhenAskedFor() async throws {
    let desk = try Desk()
    let token = try token(desk)
    let line = ["mine", "--platform", "tca", "--url", Self.base + "/tca"]
    let refused = await desk.login(line + ["--set", "token=\(token)"])
    #expect(refused.exit == .configuration)
    #expect(!refused.errors.contains(token))
    let person = Person(unseen: ["clear", token])
    #expect(await desk.login(line + ["--clear-secrets"], person: person).exit == .ok)
  }

  @Test func aFileThatIsThereIsNotOverwritten() async throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(atPath: desk.folder + "/secrets", withIntermediateDirectories: true)
    try desk.write("another\n", to: "secrets/mine.token", mode: 0o600)
    let before = try String(contentsOfFile: desk.config, encoding: .utf8)
    let outcome = await desk.login(
      ["mine", "--platform", "tca", "--url", Self.base + "/tca"], person: Person(unseen: ["typed"]))
    #expect(outcome.exit == .configuration)
    #expect(try String(contentsOfFile: desk.folder + "/secrets/mine.token", encoding: .utf8) == "another\n")
    #expect(try String(contentsOfFile: desk.config, encoding: .utf8) == before)
  }

  @Test(arguments: [true, false]) func bluekingIsPasted(isEnveloped: Bool) async throws {
    let desk = try Desk()
    let sample = try #require(desk.plan.mounts.first { $0.profile.name == "bkci" }?.profile.credentials["accessToken"])
    @Sendable func answer(_ token: String) -> String {
      let data = #"{"userId":"admin","expirationTime":\#(desk.clock.now.milliseconds + 3_600_000),"accessToken":"\#(token)"}"#
      return isEnveloped ? #"{"status" : 0, "data" : \#(data)}"# : data
    }
    let mount = try #require(desk.plan.mounts.first { $0.profile.name == "bkci" })
    let outcome = await desk.login(
      ["bk", "--paste", "--platform", "bkci", "--url", Self.base + mount.prefix], input: { _ in answer(sample) })
    #expect(outcome.exit == .ok, "\(outcome.errors)")
    #expect(try json(outcome)["account"]?.text == "admin")
    #expect(try json(outcome)["lifeLeftSeconds"]?.int == 3600)
    let file = desk.folder + "/secrets/bk.accessToken"
    #expect(try mode(of: file) == 0o600)
    for spelling in Spellings.of(sample) { #expect(!(outcome.output + outcome.errors).contains(spelling)) }

    // Tomorrow's token goes into the same file once it is proven; a refused one only by force.
    let stale = String(repeating: "A", count: 43) + "="
    let again = await desk.login(["bk", "--paste"], input: { _ in answer(stale) })
    #expect(again.exit == .authentication, "\(again.errors)")
    #expect(again.errors.contains("--force"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == sample + "\n")
    #expect(await desk.login(["bk"]).exit == .ok)
    let forced = await desk.login(["bk", "--paste", "--force"], input: { _ in answer(stale) })
    #expect(forced.exit == .authentication)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == stale + "\n")
    #expect(await desk.login(["bk", "--paste"], input: { _ in answer(sample) }).exit == .ok)
  }

  @Test(arguments: [#"{"status": 401,"data": "","result":true,"message": "用户权限验证失败。"}"#, "<html>", "", #"{"status":0,"data":{}}"#])
  func somethingElseIsNotPasted(_ text: String) async throws {
    let desk = try Desk()
    let outcome = await desk.login(["b", "--paste", "--platform", "bkci", "--url", Self.base + "/bkci"], input: { _ in text })
    #expect(outcome.exit == .configuration, "\(outcome.errors)")
    #expect(outcome.errors.contains("token/get"))
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test func pastingNeedsAPageAndAFile() async throws {
    let desk = try Desk()
    #expect(await desk.login(["tca", "--paste"], input: { _ in "{}" }).exit == .usage)
    let literal = await desk.login(["bkci", "--paste"], input: { _ in #"{"accessToken":"\#(String(repeating: "A", count: 43))="}"# })
    #expect(literal.exit == .configuration)
    #expect(literal.errors.contains("accessToken"))
  }
}
