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

  private func fetched(_ value: String, issued: Timestamp? = nil, expires: Timestamp? = nil) -> LentToken {
    LentToken(AccessToken(Secret(value), issued: issued, expires: expires), from: .fetched)
  }

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
      return fetched("token-\(number)", issued: now, expires: now + .milliseconds(400))
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

  @Test func oneCallersCancellationLeavesTheOthersAlone() async throws {
    let gate = AsyncStream<Void>.makeStream()
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in
      for await _ in gate.stream { break }
      return fetched("good-token")
    }
    let impatient = Task { try await cache.token() }
    let patient = Task { try await cache.token() }
    impatient.cancel()
    await #expect(throws: CancellationError.self) { try await impatient.value }
    gate.continuation.yield()
    #expect(try await patient.value.value == Secret("good-token"))
  }

  @Test func aRefusedValueIsNeverTakenBack() async throws {
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in fetched("same-token") }
    let token = try await cache.token()
    await cache.refuse(token)
    await #expect(throws: APIError.self) { try await cache.token() }
  }

  @Test func aRefusalOfAnOldTokenDoesNotDropTheNewOne() async throws {
    let count = Counter()
    let cache = TokenCache(now: { Timestamp(0) }) { _, _ in fetched("token-\(count.add())") }
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

  /// A sandbox of one token that lives for 100 s, and then of as many as are asked for, each when the gate lets it through.
  private func gated(
    _ renewal: TokenRenewal, _ clock: Counter, fails: Bool = false
  ) -> (cache: TokenCache, flights: Counter, gate: AsyncStream<Void>.Continuation) {
    let gate = AsyncStream<Void>.makeStream()
    let flights = Counter()
    let cache = TokenCache(renewal: renewal, now: { Timestamp(clock.value) }) { _, _ in
      let number = flights.add()
      if number > 1 {
        for await _ in gate.stream { break }
        if fails { throw Down() }
      }
      let now = Timestamp(clock.value)
      return fetched("token-\(number)", issued: now, expires: now + .seconds(100))
    }
    return (cache, flights, gate.continuation)
  }

  /// Inside the margin of 25 s the valid token is handed out although the next one is long in coming; one flight brings it.
  @Test func aLongLivedProgramRenewsAheadWithoutWaiting() async throws {
    let clock = Counter()
    let (cache, flights, gate) = gated(.ahead, clock)
    let first = try await cache.token()
    clock.add(74_999)
    #expect(try await cache.token() == first)
    #expect(flights.value == 1)
    clock.add(1)
    for _ in 0..<50 { #expect(try await cache.token() == first) }
    gate.yield()
    while await cache.current == first { await Task.yield() }
    #expect(try await cache.token().value == Secret("token-2"))
    #expect(flights.value == 2)
  }

  /// The server is down while a token is renewed ahead: nobody is hurt while it lives, and the server is not pressed.
  @Test func aFailedRenewalAheadHurtsNobodyAndIsTriedAgainAfterAPause() async throws {
    let clock = Counter()
    let (cache, flights, gate) = gated(.ahead, clock, fails: true)
    let first = try await cache.token()
    clock.add(75_000)
    #expect(try await cache.token() == first)
    gate.yield()
    // A refresh by hand joins the flight or makes the next; either way it has landed then.
    gate.yield()
    await #expect(throws: Down.self) { try await cache.refresh() }
    let soFar = flights.value
    clock.add(2_499)
    #expect(try await cache.token() == first)
    #expect(flights.value == soFar)
    clock.add(1)
    #expect(try await cache.token() == first)
    gate.yield()
    while flights.value == soFar { await Task.yield() }
    clock.add(22_500)
    gate.yield()
    await #expect(throws: Down.self) { try await cache.token() }
  }

  @Test func aOneShotProgramUsesATokenToItsEnd() async throws {
    let clock = Counter()
    let (cache, flights, gate) = gated(.whenDue, clock)
    let first = try await cache.token()
    clock.add(99_999)
    #expect(try await cache.token() == first)
    #expect(flights.value == 1)
    clock.add(1)
    gate.yield()
    #expect(try await cache.token().value == Secret("token-2"))
  }

  @Test func aRefreshThatFailsLeavesTheTokenInUse() async throws {
    let clock = Counter()
    let (cache, flights, gate) = gated(.whenDue, clock, fails: true)
    let first = try await cache.token()
    gate.yield()
    await #expect(throws: Down.self) { try await cache.refresh() }
    #expect(try await cache.token() == first)
    #expect(flights.value == 2)
  }

  /// A store gave a token that was refused while it was on its way: no error, one more look.
  @Test func whatIsRefusedOnItsWayIsNotHandedOutNorTheServersFault() async throws {
    let stale = AccessToken(Secret("stale-token"))
    let flights = Counter()
    let gate = AsyncStream<Void>.makeStream()
    let cache = TokenCache(now: { Timestamp(0) }) { _, unwanted in
      if flights.add() == 1 { for await _ in gate.stream { break } }
      return unwanted.contains(stale.value) ? fetched("good-token") : LentToken(stale, from: .stored)
    }
    let caller = Task { try await cache.token() }
    while flights.value == 0 { await Task.yield() }
    await cache.refuse(stale)
    gate.continuation.yield()
    #expect(try await caller.value.value == Secret("good-token"))
  }

  @Test func whatWasRefusedIsNotWantedFromAStoreEither() async throws {
    let asked = Mutex<[Set<Secret>]>([])
    let cache = TokenCache(now: { Timestamp(0) }) { _, unwanted in
      asked.withLock { $0.append(unwanted) }
      return fetched("token-\(asked.withLock { $0.count })")
    }
    let first = try await cache.token()
    await cache.refuse(first)
    let second = try await cache.token()
    _ = try await cache.refresh()
    #expect(asked.withLock { $0 } == [[], [first.value], [first.value, second.value]])
  }
}
