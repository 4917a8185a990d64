import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuTianyi

@Suite struct TourTests {
  @Test(arguments: [SandboxOptions.Mode.real, .strict]) func `the story runs to its end`(mode: SandboxOptions.Mode) async throws {
    let fixture = try Fixture(mode: mode)
    let said = Mutex(0)
    let connection = fixture.connection()
    try await Tianyi.tour(
      Visit<Tianyi>(
        client: Client(connection), credential: Fixture.credential, timing: fixture.clock.timing,
        browser: { try await fixture.browse($0.path, query: string($0.query)) }, say: { _ in said.withLock { $0 += 1 } }))
    #expect(said.withLock { $0 } == 5)
    #expect(fixture.sandbox.journal.allSatisfy { $0.refusal == nil })
  }

  @Test func `a code is used once, dies after five minutes, and a refusal brings none`() async throws {
    let fixture = try Fixture()
    let connection = fixture.connection()
    func redirect(_ confirm: Int) async throws -> String {
      let page = try JSONSlice(await connection.call("authpage.get", ["state": "s1"]).payload).text ?? ""
      let query = String(page.split(separator: "?").last ?? "")
      #expect(page.hasPrefix("http://127.0.0.1:7800/tianyi\(AuthorizationPage.path)?"))
      return try await fixture.browse(AuthorizationPage.path, query: query + "&confirm=\(confirm)").head.headers["Location"] ?? ""
    }
    func exchange(_ code: Secret) async -> APIError? {
      await failure { try await connection.call("token.exchange", ["code": .string(code.reveal())]) } as? APIError
    }
    let location = try await redirect(1)
    #expect(location.hasPrefix(Tianyi.Sample.callbackUrl + "?authCode="))
    let code = try AuthorizationRedirect(location, state: "s1").authCode
    #expect(await exchange(code) == nil)
    #expect(await exchange(code)?.fault == "codeRefused")
    let late = try AuthorizationRedirect(try await redirect(1), state: "s1").authCode
    fixture.clock.advance(by: .seconds(300))
    #expect(await exchange(late)?.fault == "codeRefused")
    let denied = try await redirect(0)
    #expect(thrown { () throws(APIError) in try AuthorizationRedirect(denied, state: "s1") }?.kind == .forbidden)
    #expect(try await fixture.browse(AuthorizationPage.path, query: "ticket=none").head.isHTML)
  }
}
