import HufuClient
import HufuProfiles
import HufuSigning
import HufuTesting
import Testing

/// A sign-in that cannot be renewed is announced before it ends, and names the way back afterwards.
@Suite struct SignInLifeTests {
  @Test func itIsAnnouncedHoursBeforeAndExplainedAfterwards() async throws {
    let desk = try Desk()
    let grant = ["HUFU_PROFILE_TIANYI_GRANT": "auth_code"]
    let store = FileTokenStore(path: desk.folder + "/cache/hufu/tokens", timing: desk.clock.timing)
    // What a sign-in leaves behind: a day for the access token, a week for the refresh token.
    let signIn = await desk.hufu("token", "show", "tianyi", environment: grant)
    #expect(signIn.exit == .authentication && signIn.errors.contains("hufu login"))
    let fetched = await desk.hufu("call", "tianyi", "token.exchange", "grant=vcp_189", environment: grant)
    try #require(fetched.exit == .ok, "\(fetched.errors)")
    let all = await store.all()
    let key = try #require(all.first { $0.key.platform == "tianyi" }?.key)
    var token = try #require(try await store.stored(key))
    token.refreshExpires = desk.clock.now + .seconds(3 * 3600)
    try await store.put(token, for: key)
    let soon = await desk.hufu("token", "show", "tianyi", environment: grant)
    #expect(soon.exit == .ok, "\(soon.errors)")
    #expect(soon.errors.contains("3 h") && soon.errors.contains("hufu login tianyi"))
    token.expires = desk.clock.now - .seconds(1)
    token.refreshExpires = desk.clock.now - .seconds(1)
    try await store.put(token, for: key)
    let late = await desk.hufu("token", "show", "tianyi", environment: grant)
    #expect(late.exit == .authentication && late.errors.contains("hufu login"), "\(late.errors)")
  }
}
