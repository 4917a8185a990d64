import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// What a pasted token says of itself: whose it is and when it ends.
@Suite struct LoginPasteTests {
  private let desk: Desk
  private let line: [String]
  private let token: String

  init() throws {
    desk = try Desk()
    let mount = try #require(desk.plan.mounts.first { $0.profile.name == "bkci" })
    token = try #require(mount.profile.credentials["accessToken"])
    line = ["bk", "--paste", "--platform", "bkci", "--url", "http://127.0.0.1:7800" + mount.prefix]
  }

  private func paste(_ arguments: [String], user: String = "admin", hours: Int64 = 24, token: String? = nil) async -> Desk.Outcome {
    let end = (desk.clock.now + .seconds(hours * 3600)).milliseconds
    let page = #"{"status":0,"data":{"userId":"\#(user)","expirationTime":\#(end),"accessToken":"\#(token ?? self.token)"}}"#
    return await desk.login(arguments, input: { _ in page })
  }

  @Test func anotherPersonsTokenIsNotTaken() async throws {
    let fresh = await paste(line + ["--set", "user=alice"], user: "bob")
    #expect(fresh.exit == .configuration, "\(fresh.errors)")
    #expect(fresh.errors.contains("alice") && fresh.errors.contains("bob"))
    #expect(await paste(line, user: "admin").exit == .ok)
    let sent = desk.sandbox.journal.count
    let other = await paste(["bk", "--paste"], user: "bob")
    #expect(other.exit == .configuration, "\(other.errors)")
    #expect(desk.sandbox.journal.count == sent)
    #expect(await paste(["bk", "--paste"], user: "admin").exit == .ok)
  }

  @Test func whatHasEndedIsNotTaken() async throws {
    let ended = await paste(line, hours: -1)
    #expect(ended.exit == .configuration, "\(ended.errors)")
    #expect(ended.errors.contains("ended 1 h ago"))
    #expect(desk.sandbox.journal.isEmpty)
  }

  @Test(arguments: Language.allCases) func itsEndIsRememberedAnnouncedAndExplained(_ language: Language) async throws {
    let end = desk.clock.now + .seconds(24 * 3600)
    let minted = await desk.hufu(
      "token", "bkci", "mint", "--secret", "literal:hufu-sandbox-only-7c1d2e", "--user", "admin", "--expires-at", String(end.milliseconds))
    let day = try #require(try JSONValue(parsing: minted.outputBytes)["accessToken"]?.text, "\(minted.errors)")
    #expect(await paste(line, hours: 24, token: day).exit == .ok)
    func call() async -> Desk.Outcome { await desk.hufu("call", "bk", "projects.list", language: language) }
    #expect(!(await call().errors.contains("hufu login")))
    #expect(try await desk.doctor("bk").row("token")?["finding"]?.text?.contains("life left 1 d") ?? false)

    // Its last quarter.
    desk.clock.advance(by: .seconds(23 * 3600 + 1800))
    let soon = await call()
    #expect(soon.exit == .ok)
    #expect(soon.errors.contains("hufu login bk --paste") && soon.errors.contains(language == .zh ? "30 分" : "30 min"), "\(soon.errors)")
    let found = try await desk.doctor("bk")
    #expect(found.status("token") == "warn", "\(found.outcome.output)")
    #expect(found.row("token")?["remedy"]?.text?.contains("hufu login bk --paste") ?? false)

    desk.clock.advance(by: .seconds(3600))
    let late = await call()
    #expect(late.exit == .authentication)
    let mount = try #require(desk.plan.mounts.first { $0.profile.name == "bkci" })
    #expect(late.errors.contains("http://127.0.0.1:7800\(mount.prefix)/ms/auth/api/user/token/get"), "\(late.errors)")
    #expect(late.errors.contains("hufu login bk --paste"), "\(late.errors)")
  }

  @Test func anotherTokenInItsPlaceIsNotTakenForIt() async throws {
    #expect(await paste(line).exit == .ok)
    let other = ["HUFU_PROFILE_BK_ACCESS_TOKEN": String(repeating: "A", count: 43) + "="]
    let found = try await desk.doctor("bk", environment: other)
    #expect(found.row("token")?["finding"]?.text?.contains("unknown") ?? false, "\(found.outcome.output)")
  }
}
