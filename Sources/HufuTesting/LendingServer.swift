public import HufuClient
public import HufuSigning
import Synchronization

/// The server of ``LendingPlatform``, in this process: lends tokens `access-1`, `access-2`, …, each with a refresh token that is spent by one
/// use, and keeps count of everything.
public final class LendingServer: Transport {
  /// What becomes of a request for a token.
  public enum Outcome: Sendable {
    case lends
    /// 503 before anything was done.
    case unavailable
    /// A token is lent, the old refresh token is spent, and the answer is lost.
    case answerLost
    /// The token lent last comes once more.
    case lendsTheSame
  }

  private struct State {
    var lent = 0
    var ends: [String: Timestamp] = [:]
    var refresh: String?
    var outcomes: [Outcome] = []
    var absences = 0
    var flying = 0
    var ledger = Ledger()
  }

  /// What the server has seen so far.
  public struct Ledger: Sendable {
    /// Requests for a token: `key`, or the refresh token shown.
    public var exchanges: [String] = []
    /// Tokens shown with requests for the thing, refused ones too.
    public var shown: [String] = []
    /// How many requests for a token were on their way at once, at most.
    public var mostAtOnce = 0
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Timestamp
  private let life: Duration?
  private let tellsLife: Bool
  private let meanwhile: @Sendable () async -> Void
  private let beforeThing: @Sendable (String) async -> Void

  /// - Parameters:
  ///   - life: how long a token lives; nil for ever.
  ///   - tellsLife: whether the answer says so.
  ///   - meanwhile: runs while a token is on its way.
  ///   - beforeThing: is told each token that is shown, before it is judged.
  public init(
    now: @escaping @Sendable () -> Timestamp, life: Duration? = nil, tellsLife: Bool = true,
    meanwhile: @escaping @Sendable () async -> Void = {}, beforeThing: @escaping @Sendable (String) async -> Void = { _ in }
  ) {
    self.now = now
    self.life = life
    self.tellsLife = tellsLife
    self.meanwhile = meanwhile
    self.beforeThing = beforeThing
  }

  public var ledger: Ledger { state.withLock { $0.ledger } }

  /// What becomes of the next requests for a token; of those after, the ordinary.
  public func expect(_ outcomes: Outcome...) { state.withLock { $0.outcomes += outcomes } }

  /// The next requests for the thing are answered with 503.
  public func beAbsent(times: Int) { state.withLock { $0.absences += times } }

  /// Ends the life of a token, or of all.
  public func revoke(_ value: String? = nil) {
    state.withLock { state in
      if let value { state.ends[value] = nil } else { state.ends = [:] }
    }
  }

  public func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    let response: APIResponse
    if request.path == "/token" {
      response = try await lend(request)
    } else {
      let token = request.headers["X-Token"] ?? "-"
      await beforeThing(token)
      response = thing(token)
    }
    return Incoming(
      response.head,
      body: AsyncThrowingStream {
        $0.yield(response.body); $0.finish()
      })
  }

  private func thing(_ token: String) -> APIResponse {
    state.withLock { state in
      state.ledger.shown.append(token)
      if state.absences > 0 {
        state.absences -= 1
        return APIResponse(503)
      }
      guard let end = state.ends[token], now() < end else { return Self.refusal }
      return APIResponse(200, body: Array("{}".utf8))
    }
  }

  private func lend(_ request: APIRequest) async throws -> APIResponse {
    let refresh = request.queryItems.first { $0.name == "refresh" }?.value
    let outcome = state.withLock { state in
      state.flying += 1
      state.ledger.mostAtOnce = max(state.ledger.mostAtOnce, state.flying)
      state.ledger.exchanges.append(refresh ?? "key")
      return state.outcomes.isEmpty ? .lends : state.outcomes.removeFirst()
    }
    await meanwhile()
    let now = now()
    return try state.withLock { state in
      state.flying -= 1
      if case .unavailable = outcome { return APIResponse(503) }
      if let refresh, refresh != state.refresh { return Self.refusal }
      if case .lendsTheSame = outcome {
      } else {
        state.lent += 1
        state.refresh = "refresh-\(state.lent)"
        state.ends["access-\(state.lent)"] = now + (life ?? .seconds(1 << 31))
      }
      if case .answerLost = outcome { throw TransportError(.lost, "cut") }
      var answer: [JSONValue.Member] = [
        .init("access", .string("access-\(state.lent)")), .init("refresh", .string("refresh-\(state.lent)")),
      ]
      if tellsLife, let life { answer.append(.init("life", .int(life.wholeMilliseconds))) }
      return APIResponse(200, body: JSONWriter.compact(.object(answer)))
    }
  }

  private static let refusal = APIResponse(401, body: Array("refused".utf8))
}
