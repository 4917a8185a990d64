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
    _ server: LendingServer, _ storage: Storage = .memory, _ renewal: TokenRenewal = .ahead, retry: RetryPolicy = RetryPolicy()
  ) throws -> Connection {
    var options = ConnectionOptions()
    options.retry = retry
    options.tokenRenewal = renewal
    // Real pauses of a few milliseconds: they wait for the other stores' files.
    if storage == .files { options.tokenStore = FileTokenStore(path: folder.path + "/tokens") }
    return try LendingPlatform.connection(to: server, timing: clock.timing, options: options)
  }

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
    let process = try process(server, .files, renewal)
    for _ in 0..<22 {
      _ = try await process.call("thing.read")
      clock.advance(by: .seconds(1))
    }
    #expect(server.ledger.exchanges == ["key"])
  }
}
