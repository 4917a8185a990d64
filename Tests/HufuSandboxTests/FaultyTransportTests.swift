import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

struct FaultyTransportTests {
  /// What came of one request, in a word.
  private enum End: Equatable {
    case answer(Int, retryAfter: String?)
    case error(TransportError.Reason)
    case cut
  }

  private let clock = StepClock()
  private let sandbox: Sandbox

  init() throws { sandbox = try SandboxPlan([EchoPlatform.self]).sandbox() }

  private func line(seed: UInt64 = 1, share: Double = 1, _ weights: [FaultyTransport.Trouble: Int]? = nil) -> FaultyTransport {
    var plan = FaultyTransport.Plan()
    plan.share = share
    plan.weights = weights ?? plan.weights
    return FaultyTransport(SandboxTransport(sandbox, timing: clock.timing), clock: clock, seed: seed, plan: plan)
  }

  private func ends(_ count: Int, over line: FaultyTransport) async throws -> [End] {
    var ends: [End] = []
    for _ in 0..<count {
      do {
        let incoming = try await line.open(APIRequest(.get, "/"), to: SandboxTransport.endpoint(of: "echo"))
        do {
          let answer = try await incoming.collect(upTo: 1 << 20)
          ends.append(.answer(answer.status, retryAfter: answer.head.headers["Retry-After"]))
        } catch { ends.append(.cut) }
      } catch let error as TransportError { ends.append(.error(error.reason)) }
    }
    return ends
  }

  @Test func theSameSeedGoesWrongInTheSameWay() async throws {
    let first = try await ends(200, over: line(seed: 7, share: 0.3))
    let second = try await ends(200, over: line(seed: 7, share: 0.3))
    let other = try await ends(200, over: line(seed: 8, share: 0.3))
    #expect(first == second)
    #expect(first != other)
  }

  @Test func aShareIsDisturbedAndEveryTroubleCounted() async throws {
    let line = line(share: 0.3)
    let ends = try await ends(1000, over: line)
    let disturbed = line.counts.values.reduce(0, +)
    #expect(line.requests == 1000)
    #expect(Set(line.counts.keys) == Set(FaultyTransport.Trouble.allCases))
    #expect((250...450).contains(disturbed))
    #expect(ends.count { $0 == .answer(200, retryAfter: nil) } == 1000 - disturbed + line.counts[.slow, default: 0])
  }

  @Test(arguments: [
    (FaultyTransport.Trouble.status, false), (.unprocessed, false), (.throttled, false), (.answerLost, true), (.bodyCut, true),
  ])
  func workIsDoneOnlyWhereItIsSaid(_ trouble: FaultyTransport.Trouble, _ isDone: Bool) async throws {
    let line = line([trouble: 1])
    let ends = try await ends(40, over: line)
    #expect(line.counts == [trouble: 40])
    #expect(sandbox.journal.count == (isDone ? 40 : 0))
    #expect(!ends.contains(.answer(200, retryAfter: nil)))
  }

  @Test func eachTroubleLooksAsItDoesOnTheWire() async throws {
    #expect(try await ends(1, over: line([.unprocessed: 1])) == [.error(.notConnected)])
    #expect(try await ends(1, over: line([.answerLost: 1])) == [.error(.lost)])
    #expect(try await ends(1, over: line([.bodyCut: 1])) == [.cut])
    let statuses = Set(try await ends(60, over: line([.status: 1])).map { if case .answer(let status, _) = $0 { status } else { 0 } })
    #expect(statuses == [500, 502, 503, 504])
  }

  @Test func throttlingComesInBurstsSomeWithAWait() async throws {
    let ends = try await ends(400, over: line(share: 0.1, [.throttled: 1]))
    let throttled = ends.filter { if case .answer(429, _) = $0 { true } else { false } }
    #expect(throttled.contains { if case .answer(_, let wait) = $0 { wait == nil } else { false } })
    #expect(throttled.contains { if case .answer(_, let wait) = $0 { wait != nil } else { false } })
    #expect(zip(ends, ends.dropFirst()).contains { throttled.contains($0) && throttled.contains($1) })
    #expect(throttled.count > 60)
  }

  @Test func slownessMovesTheClock() async throws {
    let before = clock.now
    let ends = try await ends(10, over: line([.slow: 1]))
    #expect(ends == Array(repeating: .answer(200, retryAfter: nil), count: 10))
    #expect(clock.now - before >= .seconds(10) && clock.now - before <= .seconds(200))
  }

  @Test func aSparedRequestIsLeftAlone() async throws {
    var plan = FaultyTransport.Plan()
    plan.share = 1
    plan.strikes = { trouble, request in trouble == .unprocessed && request.path != "/" }
    let line = FaultyTransport(SandboxTransport(sandbox, timing: clock.timing), clock: clock, seed: 1, plan: plan)
    #expect(try await ends(50, over: line) == Array(repeating: .answer(200, retryAfter: nil), count: 50))
    #expect(line.counts.isEmpty)
  }

  @Test func throttlingAnswersAreThePlatformsOwn() async throws {
    var plan = FaultyTransport.Plan()
    plan.share = 1
    plan.weights = [.throttled: 1]
    plan.throttles = [APIResponse(423)]
    let line = FaultyTransport(SandboxTransport(sandbox, timing: clock.timing), clock: clock, seed: 1, plan: plan)
    let ends = try await ends(10, over: line)
    #expect(ends.allSatisfy { if case .answer(423, _) = $0 { true } else { false } })
  }
}
