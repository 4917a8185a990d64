public import HufuClient
import HufuSandbox
public import HufuSigning
import Synchronization

/// A bad line: another transport of whose requests a share goes wrong, the same ones for the same seed.
///
/// It stands between a connection and a ``HufuSandbox/SandboxTransport`` in soak tests. Whatever it does is counted, so that a test can
/// show that there was something to bear. A clock that is off is the sandbox's own fault (`Sandbox.inject(.skew(…))`).
///
///     let line = FaultyTransport(SandboxTransport(sandbox, timing: clock.timing), clock: clock, seed: 7)
///     let connection = try Platform.connect(…, over: line, timing: clock.timing)
///
/// Requests sent side by side draw from one generator: only what is sent in one order goes wrong in the same way.
public final class FaultyTransport: Transport {
  /// What can happen to a request.
  public enum Trouble: String, Sendable, CaseIterable {
    /// A gateway answers 500, 502, 503 or 504; the platform sees nothing.
    case status
    /// Nobody listens; the platform sees nothing.
    case unprocessed
    /// The platform does its work and nobody hears of it.
    case answerLost
    /// The platform does its work, and the line breaks in the middle of the answer's body.
    case bodyCut
    /// This request and up to three more are throttled before the platform sees them, some with `Retry-After`.
    case throttled
    /// The answer takes 1 to 20 s.
    case slow
  }

  /// How often, and what.
  public struct Plan: Sendable {
    /// The share of requests for which something is drawn, in 0...1; a burst of throttling goes on beyond it.
    public var share = 0.3
    /// How often each trouble is drawn in comparison; one left out does not happen.
    public var weights: [Trouble: Int] = [.status: 4, .unprocessed: 2, .answerLost: 2, .bodyCut: 2, .throttled: 1, .slow: 2]
    /// The answers to a throttled request, one of which is drawn; `Retry-After` is added to some.
    public var throttles = [APIResponse(429, body: Array("too many requests".utf8))]
    /// Whether a trouble may happen to a request; what is drawn for one that is spared does not happen.
    public var strikes: @Sendable (Trouble, APIRequest) -> Bool = { _, _ in true }

    public init() {}
  }

  private struct State {
    var random: SplitMix64
    /// How many requests more are throttled.
    var burst = 0
    var requests = 0
    var counts: [Trouble: Int] = [:]
  }

  private let line: any Transport
  private let clock: StepClock
  private let plan: Plan
  private let state: Mutex<State>

  /// - Parameter clock: moved on by slow answers.
  public init(_ line: any Transport, clock: StepClock, seed: UInt64, plan: Plan = Plan()) {
    self.line = line
    self.clock = clock
    self.plan = plan
    state = Mutex(State(random: SplitMix64(seed: seed)))
  }

  /// How many requests were sent, disturbed or not.
  public var requests: Int { state.withLock { $0.requests } }
  /// How often each trouble happened; a burst counts every request in it.
  public var counts: [Trouble: Int] { state.withLock { $0.counts } }

  public func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    switch drawn(for: request) {
    case nil: return try await line.open(request, to: endpoint)
    case .status: return Self.incoming(APIResponse(pick([500, 502, 503, 504]), body: Array("<html>bad gateway</html>".utf8)))
    case .unprocessed: throw TransportError(.notConnected, "connection refused")
    case .answerLost:
      _ = try await line.open(request, to: endpoint).collect(upTo: .max)
      throw TransportError(.lost, "the connection was closed before an answer")
    case .bodyCut:
      let answer = try await line.open(request, to: endpoint).collect(upTo: .max)
      return Self.incoming(answer, cutAfter: number(below: max(1, answer.body.count)))
    case .throttled:
      var answer = pick(plan.throttles)
      if number(below: 2) == 0 { answer.head.headers.append(HeaderField("Retry-After", "\(1 + number(below: 5))")) }
      return Self.incoming(answer)
    case .slow:
      let answer = try await line.open(request, to: endpoint)
      clock.advance(by: .milliseconds(1000 + number(below: 19_001)))
      return answer
    }
  }

  private func drawn(for request: APIRequest) -> Trouble? {
    state.withLock { state in
      state.requests += 1
      guard let trouble = draw(&state), plan.strikes(trouble, request) else { return nil }
      state.counts[trouble, default: 0] += 1
      return trouble
    }
  }

  private func draw(_ state: inout State) -> Trouble? {
    if state.burst > 0 {
      state.burst -= 1
      return .throttled
    }
    guard Double(state.random.next() >> 11) * 0x1p-53 < plan.share else { return nil }
    let all = Trouble.allCases.flatMap { Array(repeating: $0, count: plan.weights[$0, default: 0]) }
    let trouble = all.randomElement(using: &state.random)
    if trouble == .throttled { state.burst = Int.random(in: 0...3, using: &state.random) }
    return trouble
  }

  private func number(below bound: Int) -> Int { state.withLock { Int.random(in: 0..<bound, using: &$0.random) } }
  private func pick<Choice>(_ choices: [Choice]) -> Choice { choices[number(below: choices.count)] }

  private static func incoming(_ answer: APIResponse, cutAfter count: Int? = nil) -> Incoming {
    Incoming(
      answer.head,
      body: AsyncThrowingStream<[UInt8], any Error> {
        $0.yield(count.map { Array(answer.body.prefix($0)) } ?? answer.body)
        $0.finish(throwing: count == nil ? nil : TransportError(.lost, "the connection was closed in the middle of the answer"))
      })
  }
}
