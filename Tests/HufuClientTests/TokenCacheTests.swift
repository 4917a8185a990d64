import HufuClient
import HufuSigning
import Synchronization
import Testing

@Suite struct TokenCacheTests {
  /// Counts fetches and how many were in the air at once.
  final class Tower: Sendable {
    let state = Mutex((flying: 0, most: 0, total: 0))
    func takeOff() -> Int {
      state.withLock {
        $0.flying += 1
        $0.total += 1
        $0.most = max($0.most, $0.flying)
        return $0.total
      }
    }
    func land() { state.withLock { $0.flying -= 1 } }
  }
  struct Down: Error {}

  /// A number several tasks count up.
  final class Counter: Sendable {
    private let number = Mutex<Int64>(0)
    var value: Int64 { number.withLock { $0 } }
    @discardableResult func add(_ step: Int64 = 1) -> Int64 {
      number.withLock { number in
        number += step
        return number
      }
    }
  }

  /// What was refused so far, and whether anybody was handed one of these.
  final class Refusals: Sendable {
    private let values = Mutex<Set<Secret>>([])
    var soFar: Set<Secret> { values.withLock { $0 } }
    func add(_ value: Secret) { values.withLock { _ = $0.insert(value) } }
  }

  /// Callers that cancel, refuse, let time pass and meet failures, all at once.
  @Test func manyCallersMakeOneFetchAtATimeAndNobodyGetsWhatWasRefused() async throws {
    let tower = Tower()
    let clock = Counter()
    let refusals = Refusals()
    let served = Counter()
    let cache = TokenCache(now: { Timestamp(clock.value) }) { _, _ in
      let number = tower.takeOff()
      for _ in 0..<10 { await Task.yield() }
      tower.land()
      if number % 5 == 0 { throw Down() }
      let now = Timestamp(clock.value)
      return AccessToken(Secret("token-\(number)"), issued: now, expires: now + .milliseconds(400))
    }
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<2000 {
        group.addTask {
          let refusedBefore = refusals.soFar
          let caller = Task { try await cache.token() }
          if index % 7 == 0 { caller.cancel() }
          if let token = try? await caller.value {
            served.add()
            #expect(!refusedBefore.contains(token.value), "\(index) was handed a token refused before it asked")
            if index % 31 == 0 {
              await cache.refuse(token)
              refusals.add(token.value)
            }
          }
          if index % 3 == 0 { clock.add(20) }
        }
      }
    }
    #expect(tower.state.withLock { $0.most } == 1)
    #expect(served.value > 100)
    // No failure outlives its cause: after all that, the next caller is served.
    var last: AccessToken?
    for _ in 0..<5 where last == nil { last = try? await cache.token() }
    #expect(last != nil)
  }

  @Test func aFailureEndsWithItsFlight() async throws {
    let tries = Counter()
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in
      if tries.add() == 1 { throw Down() }
      return AccessToken(Secret("good-token"))
    }
    await #expect(throws: Down.self) { try await cache.token() }
    #expect(try await cache.token().value == Secret("good-token"))
  }

  @Test func oneCallersCancellationLeavesTheOthersAlone() async throws {
    let gate = AsyncStream<Void>.makeStream()
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in
      for await _ in gate.stream { break }
      return AccessToken(Secret("good-token"))
    }
    let impatient = Task { try await cache.token() }
    let patient = Task { try await cache.token() }
    impatient.cancel()
    await #expect(throws: CancellationError.self) { try await impatient.value }
    gate.continuation.yield()
    #expect(try await patient.value.value == Secret("good-token"))
  }

  @Test func aRefusedValueIsNeverTakenBack() async throws {
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in AccessToken(Secret("same-token")) }
    let token = try await cache.token()
    await cache.refuse(token)
    await #expect(throws: APIError.self) { try await cache.token() }
  }

  @Test func aRefusalOfAnOldTokenDoesNotDropTheNewOne() async throws {
    let count = Counter()
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in AccessToken(Secret("token-\(count.add())")) }
    let first = try await cache.token()
    await cache.refuse(first)
    let second = try await cache.token()
    await cache.refuse(first)
    #expect(try await cache.token() == second)
  }

  @Test func theMarginIsNeverLargerThanAQuarterOfTheLife() {
    let token = AccessToken(Secret("t"), issued: Timestamp(0), expires: Timestamp(8_000))
    #expect(token.renewAfter == Timestamp(6_000))
    let long = AccessToken(Secret("t"), issued: Timestamp(0), expires: Timestamp(86_400_000))
    #expect(long.renewAfter == Timestamp(86_400_000 - 60_000))
  }

  /// Renewing begins before the end; a server that is down meanwhile costs nothing.
  @Test func aTokenThatIsStillGoodOutlivesAFailedRenewal() async throws {
    let clock = Counter()
    let tries = Counter()
    let cache = TokenCache(now: { Timestamp(clock.value) }) { _, _ in
      guard tries.add() == 1 else { throw Down() }
      return AccessToken(Secret("good-token"), issued: Timestamp(0), expires: Timestamp(1000))
    }
    let token = try await cache.token()
    clock.add(900)
    #expect(try await cache.token() == token)
    #expect(tries.value == 2)
    await #expect(throws: Down.self) { try await cache.refresh() }
    clock.add(100)
    await #expect(throws: Down.self) { try await cache.token() }
  }

  @Test func aTokenOfUnknownLifeIsReplacedOnceItIsRefused() async throws {
    let count = Counter()
    let cache = TokenCache(now: { Timestamp(.max / 2) }) { _, _ in AccessToken(Secret("token-\(count.add())")) }
    let first = try await cache.token()
    #expect(try await cache.token() == first)
    await cache.refuse(first)
    #expect(try await cache.token().value == Secret("token-2"))
  }

  @Test func whatWasRefusedIsNotWantedFromAStoreEither() async throws {
    let asked = Mutex<[Set<Secret>]>([])
    let cache = TokenCache(now: { Timestamp(0) }) { _, unwanted in
      asked.withLock { $0.append(unwanted) }
      return AccessToken(Secret("token-\(asked.withLock { $0.count })"))
    }
    let first = try await cache.token()
    await cache.refuse(first)
    let second = try await cache.token()
    _ = try await cache.refresh()
    #expect(asked.withLock { $0 } == [[], [first.value], [first.value, second.value]])
  }
}
