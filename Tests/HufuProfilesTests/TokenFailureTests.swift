import Foundation
import HufuClient
import HufuProfiles
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// What went wrong with tokens in other tools, one test each. The names say where.
@Suite(.timeLimit(.minutes(5))) struct TokenFailureTests {
  private let clock = StepClock()
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Where a process keeps its tokens.
  enum Storage: CaseIterable { case memory, files }

  /// A process: a connection, and a store of its own on the folder all share.
  private func process(
    _ server: LendingServer, _ storage: Storage = .memory, _ renewal: TokenRenewal = .ahead, retry: RetryPolicy = RetryPolicy(),
    needsSignIn: Bool = false, timing: Timing? = nil, token: AccessToken? = nil
  ) throws -> Connection {
    var settings = LendingPlatform.Settings()
    settings.needsSignIn = needsSignIn
    var options = ConnectionOptions()
    options.token = token
    options.retry = retry
    options.tokenRenewal = renewal
    // Real pauses of a few milliseconds: they wait for the other stores' files.
    if storage == .files { options.tokenStore = files }
    return try LendingPlatform.connection(to: server, timing: timing ?? clock.timing, settings: settings, options: options)
  }

  private var files: FileTokenStore { FileTokenStore(path: folder.path + "/tokens") }

  private func server(life: Duration? = nil, tellsLife: Bool = true) -> LendingServer {
    LendingServer(now: { [clock] in clock.now }, life: life, tellsLife: tellsLife, meanwhile: { for _ in 0..<20 { await Task.yield() } })
  }

  @Test(arguments: Storage.allCases) func `one failed refresh does not poison the process (soto-core#708)`(storage: Storage) async throws {
    let server = server(life: .seconds(3600))
    let process = try process(server, storage, retry: .none)
    _ = try await process.call("thing.read")
    clock.advance(by: .seconds(3600))
    server.expect(.unavailable)
    await #expect(throws: APIError.self) { try await process.call("thing.read") }
    _ = try await process.call("thing.read")
    #expect(server.ledger.shown == ["access-1", "access-2"])
  }

  @Test func `a hundred callers at once make one fetch, and one refresh when it is time (airbyte#31687, nango#1005)`() async throws {
    let server = server(life: .seconds(3600))
    let process = try process(server)
    for _ in 0..<2 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 { group.addTask { _ = try await process.call("thing.read") } }
        try await group.waitForAll()
      }
      clock.advance(by: .seconds(3600))
    }
    #expect(server.ledger.exchanges == ["key", "refresh-1"])
  }

  @Test
  func `twenty processes make one fetch, and spend a refresh token once (mcporter#305, opencode#49439, buildkite/cli#852, neon-pkgs#385)`()
    async throws
  {
    let server = server(life: .seconds(3600))
    let processes = try (0..<20).map { _ in try process(server, .files) }
    for _ in 0..<2 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for process in processes { group.addTask { _ = try await process.call("thing.read") } }
        try await group.waitForAll()
      }
      clock.advance(by: .seconds(3600))
    }
    #expect(server.ledger.exchanges == ["key", "refresh-1"])
  }

  @Test func `a token that came between the look and the lock is found under the lock (the same four)`() async throws {
    let path = folder.path + "/tokens"
    let key = TokenKey(platform: "p", endpoint: "https://h", account: "a")
    let file = path + "/" + key.name + ".json"
    let other = FileTokenStore(path: path)
    try await other.put(AccessToken(Secret("fresh-token")), for: key)
    let fresh = try Data(contentsOf: URL(filePath: file))
    try await other.put(AccessToken(Secret("stale-token")), for: key)
    // While this process looks at the stale one, another process replaces it.
    let got = try await FileTokenStore(path: path).token(key) { token in
      if token.value == Secret("fresh-token") { return true }
      try? fresh.write(to: URL(filePath: file))
      return false
    } make: { _ in
      Issue.record("a second fetch")
      return AccessToken(Secret("needless-token"))
    }
    #expect(got.token.value == Secret("fresh-token"))
  }

  @Test func `a token that runs out between two attempts is renewed (airbyte#13660)`() async throws {
    let server = server(life: .seconds(3600))
    var patient = RetryPolicy()
    patient.base = .seconds(7200)
    patient.cap = .seconds(7200)
    server.beAbsent(times: 1)
    _ = try await process(server, retry: patient).call("thing.read")
    #expect(server.ledger.shown == ["access-1", "access-2"])
  }

  @Test(arguments: Storage.allCases)
  func `a refresh that fails for now is tried again, with the same refresh token (airbyte#23767, meltano/sdk#3435)`(
    storage: Storage
  ) async throws {
    let server = server(life: .seconds(3600))
    let process = try process(server, storage)
    _ = try await process.call("thing.read")
    clock.advance(by: .seconds(3600))
    server.expect(.unavailable, .unavailable)
    _ = try await process.call("thing.read")
    #expect(server.ledger.exchanges == ["key", "refresh-1", "refresh-1", "refresh-1"])
    #expect(clock.sleeps.count == 2)
  }

  @Test(arguments: Storage.allCases) func `a token of unknown life is replaced once it is refused (googleworkspace/cli#904)`(
    storage: Storage
  ) async throws {
    let server = server(life: .seconds(3600), tellsLife: false)
    let process = try process(server, storage)
    _ = try await process.call("thing.read")
    clock.advance(by: .seconds(3600))
    _ = try await process.call("thing.read")
    #expect(server.ledger.shown == ["access-1", "access-1", "access-2"])
    // What was learnt is on disk: the next process does not begin with a refusal.
    if storage == .files {
      _ = try await self.process(server, storage).call("thing.read")
      #expect(server.ledger.shown.last == "access-2" && server.ledger.shown.count == 4)
    }
  }

  @Test(arguments: [TokenRenewal.ahead, .whenDue]) func `a token that lives shorter than the margin is used all the same (lager#145)`(
    renewal: TokenRenewal
  ) async throws {
    let server = server(life: .seconds(30))
    let process = try process(server, .memory, renewal)
    for _ in 0..<22 {
      _ = try await process.call("thing.read")
      for _ in 0..<100 { await Task.yield() }
      clock.advance(by: .seconds(1))
    }
    // Joins a flight in the background, or makes the only one there is.
    _ = try await process.authorizer.tokens?.refresh()
    #expect(server.ledger.exchanges == ["key", "refresh-1"])
  }

  /// What the platform rotates is on disk whenever a token is seen in use.
  @Test func `a rotated refresh token is on disk before the new access token is used (neon-pkgs#385)`() async throws {
    let seen = Mutex(0)
    let server = LendingServer(
      now: { [clock] in clock.now }, life: .seconds(3600),
      beforeThing: { [files] shown in
        let stored = await files.all().map(\.token)
        #expect(stored.map(\.value) == [Secret(shown)])
        #expect(stored.map(\.refresh) == [Secret(shown.replacing("access", with: "refresh"))])
        seen.withLock { $0 += 1 }
      })
    let process = try process(server, .files)
    for _ in 0..<3 {
      _ = try await process.call("thing.read")
      clock.advance(by: .seconds(3600))
    }
    #expect(seen.withLock { $0 } == 3)
    #expect(server.ledger.exchanges == ["key", "refresh-1", "refresh-2"])
  }

  @Test func `a 401 on the old token does not delete the newer one of another process (buildkite/cli#852)`() async throws {
    let server = server(life: .seconds(3600))
    let first = try process(server, .files), second = try process(server, .files)
    for process in [first, second] { _ = try await process.call("thing.read") }
    server.revoke("access-1")
    _ = try await first.call("thing.read")
    _ = try await second.call("thing.read")
    #expect(server.ledger.exchanges == ["key", "refresh-1"])
    #expect(server.ledger.shown == ["access-1", "access-1", "access-1", "access-2", "access-1", "access-2"])
    #expect(await files.all().map(\.token.value) == [Secret("access-2")])
  }

  @Test(arguments: Storage.allCases) func `a lost answer to a refresh ends with the key, not with an error`(storage: Storage) async throws {
    let server = server(life: .seconds(3600))
    let process = try process(server, storage)
    _ = try await process.call("thing.read")
    clock.advance(by: .seconds(3600))
    server.expect(.answerLost)
    _ = try await process.call("thing.read")
    #expect(server.ledger.exchanges == ["key", "refresh-1", "refresh-1", "key"])
  }

  @Test(arguments: Storage.allCases) func `a server that lends the refused token again is not asked for ever`(storage: Storage) async throws
  {
    let server = server(life: .seconds(3600))
    let process = try process(server, storage)
    _ = try await process.call("thing.read")
    server.revoke()
    server.expect(.lendsTheSame)
    let error = await #expect(throws: APIError.self) { try await process.call("thing.read") }
    #expect(error?.kind == .unauthenticated)
    #expect(server.ledger.exchanges == ["key", "refresh-1"])
  }

  /// The key's tokens are stored; somebody else with the key has spent the refresh token meanwhile.
  private func serverWithASpentRefresh() async throws -> LendingServer {
    let server = server(life: .seconds(3600))
    _ = try await process(server, .files).call("thing.read")
    _ = try await process(server).call("thing.read")
    return server
  }

  @Test func `a refused refresh token is sent once, whatever the number of processes`() async throws {
    let server = try await serverWithASpentRefresh()
    clock.advance(by: .seconds(3600))
    for _ in 0..<3 {
      let error = await #expect(throws: APIError.self) { try await process(server, .files, needsSignIn: true).call("thing.read") }
      #expect(error?.fault == "signInNeeded")
    }
    #expect(server.ledger.exchanges == ["key", "key", "refresh-1"])
    let left = try #require(await files.all().first?.token)
    #expect(left.value == Secret("access-1") && left.refresh == nil)
  }

  @Test(arguments: Storage.allCases) func `a refused refresh token is sent once by a long-lived program`(storage: Storage) async throws {
    let server = try await serverWithASpentRefresh()
    let process = try process(server, storage, needsSignIn: true)
    let tokens = try #require(process.authorizer.tokens)
    await tokens.adopt(try #require(await files.all().first?.token))
    clock.advance(by: .seconds(3541))
    for _ in 0..<10 {
      _ = try await process.call("thing.read")
      // Joins the flight in the background, or makes one that has nothing to send.
      await #expect(throws: APIError.self) { try await tokens.refresh() }
      clock.advance(by: .seconds(5))
    }
    #expect(server.ledger.exchanges == ["key", "key", "refresh-1"])
    clock.advance(by: .seconds(60))
    await #expect(throws: APIError.self) { try await process.call("thing.read") }
    #expect(server.ledger.exchanges == ["key", "key", "refresh-1"])
  }

  @Test func `a sign-in that came meanwhile keeps its refresh token`() async throws {
    let server = try await serverWithASpentRefresh()
    let old = try #require(await files.all().first)
    clock.advance(by: .seconds(3600))
    let store = files
    try await store.put(AccessToken(Secret("access-9"), refresh: Secret("refresh-9"), expires: clock.now), for: old.key)
    await #expect(throws: SpentRefresh.self) {
      try await store.token(old.key, isGood: { _ in false }) { _ in throw SpentRefresh(Secret("refresh-1"), cause: CancellationError()) }
    }
    #expect(await store.all().map(\.token.refresh) == [Secret("refresh-9")])
    #expect(server.ledger.exchanges == ["key", "key"])
  }

  @Test func `a given token that is refused is sent once`() async throws {
    let server = server()
    let process = try process(server, token: AccessToken(Secret("given-token")))
    await #expect(throws: APIError.self) { try await process.call("thing.read") }
    #expect(server.ledger.shown == ["given-token"])
    #expect(server.ledger.exchanges.isEmpty)
  }

  /// A server that says nothing until its caller leaves.
  private func hungProcess(_ server: (@escaping @Sendable () async -> Void) -> LendingServer) throws -> (Connection, LendingServer) {
    let silence = AsyncStream<Void>.makeStream()
    let server = server { for await _ in silence.stream {} }
    let timing = Timing(
      now: { [clock] in clock.now }, sleep: clock.timing.sleep, alarm: { limit in #expect(limit == .seconds(30)) })
    return (try process(server, retry: .none, timing: timing), server)
  }

  @Test func `a token server that hangs is left after 30 s, before those who wait give up`() async throws {
    let (process, server) = try hungProcess { silence in LendingServer(now: { [clock] in clock.now }, meanwhile: silence) }
    server.expect(.unavailable)
    let error = await #expect(throws: APIError.self) { try await process.call("thing.read") }
    #expect(error?.fault == "timeout" && error?.kind == .network)
    #expect(server.ledger.exchanges == ["key"])
  }

  @Test func `a token that came at the last moment is not thrown away`() async throws {
    let (process, server) = try hungProcess { silence in LendingServer(now: { [clock] in clock.now }, meanwhile: silence) }
    _ = try await process.call("thing.read")
    #expect(server.ledger.shown == ["access-1"])
  }
}
