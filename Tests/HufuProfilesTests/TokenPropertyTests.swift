import HufuClient
import HufuProfiles
import HufuSigning
import HufuTesting
import Synchronization
import Testing

/// Many callers in several processes, with one store between them: they cancel, are refused, let time pass, meet a server that fails and a
/// disk that is full at times.
@Suite(.timeLimit(.minutes(5))) struct TokenPropertyTests {
  /// Where the processes keep their tokens.
  enum Storage: CaseIterable { case files, fullAtTimes }

  /// A store that cannot keep what it is given whenever its disk is full; then what renews a token is not spent (``TokenStore``).
  private actor FlakyStore: TokenStore {
    private var tokens: [TokenKey: AccessToken] = [:]
    private var isTaken = false
    private var calls = 0

    /// Every third time there is no room.
    private var hasRoom: Bool {
      calls += 1
      return !calls.isMultiple(of: 3)
    }

    func token(
      _ key: TokenKey, isGood: @escaping @Sendable (AccessToken) -> Bool,
      make: @escaping @Sendable (_ previous: AccessToken?) async throws -> AccessToken
    ) async throws -> LentToken {
      while isTaken {
        if let token = tokens[key], isGood(token) { return LentToken(token, from: .stored) }
        await Task.yield()
      }
      isTaken = true
      defer { isTaken = false }
      let stored = tokens[key]
      if let stored, isGood(stored) { return LentToken(stored, from: .stored) }
      guard hasRoom else { return LentToken(try await make(stored.map { $0.refresh.map($0.without) ?? $0 }), from: .fetched) }
      do {
        let token = try await make(stored)
        tokens[key] = token
        return LentToken(token, from: .fetched)
      } catch let refusal as SpentRefresh {
        tokens[key] = tokens[key]?.without(refresh: refusal.refresh)
        throw refusal
      }
    }

    func put(_ token: AccessToken, for key: TokenKey) { tokens[key] = token }
    func stored(_ key: TokenKey) -> AccessToken? { tokens[key] }
    func forget(_ key: TokenKey) -> Bool { tokens.removeValue(forKey: key) != nil }
  }

  /// What one process was refused so far.
  private final class Refusals: Sendable {
    private let values = Mutex<Set<Secret>>([])
    var soFar: Set<Secret> { values.withLock { $0 } }
    func add(_ value: Secret) { values.withLock { _ = $0.insert(value) } }
  }

  private final class Served: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
  }

  @Test(arguments: Storage.allCases, 1...3)
  func `one fetch at a time, nothing that was refused, and no failure that stays`(storage: Storage, seed: Int) async throws {
    let clock = StepClock()
    let folder = try TemporaryFolder()
    let server = LendingServer(now: { clock.now }, life: .seconds(40), meanwhile: { for _ in 0..<10 { await Task.yield() } })
    let flaky = FlakyStore()
    let processes = try (0..<4).map { _ in
      var options = ConnectionOptions()
      options.retry = .none
      options.tokenStore = storage == .files ? FileTokenStore(path: folder.path + "/tokens") : flaky
      return try (LendingPlatform.connection(to: server, timing: clock.timing, options: options), Refusals())
    }
    let served = Served()
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<40 {
        let (process, refusals) = processes[worker % processes.count]
        group.addTask { [clock, server, served] in
          for call in 0..<15 {
            let turn = (worker * 15 + call) * (2 * seed - 1)
            if turn % 41 == 0 { server.expect(turn % 2 == 0 ? .unavailable : .answerLost) }
            if turn % 59 == 0 { server.revoke() }
            let refusedBefore = refusals.soFar
            let caller = Task { try await process.token() }
            if turn % 7 == 0 { caller.cancel() }
            if let token = try? await caller.value {
              served.add()
              #expect(!refusedBefore.contains(token.value), "\(turn) was handed a token refused before it asked")
              if turn % 31 == 0 {
                await process.authorizer.tokens?.refuse(token)
                refusals.add(token.value)
              }
            }
            if turn % 5 == 0 { clock.advance(by: .seconds(2)) }
          }
        }
      }
    }
    #expect(server.ledger.mostAtOnce == 1)
    #expect(served.count > 100)
    for (process, _) in processes {
      var last: Reply?
      for _ in 0..<20 where last == nil { last = try? await process.call("thing.read") }
      #expect(last != nil)
    }
  }
}
