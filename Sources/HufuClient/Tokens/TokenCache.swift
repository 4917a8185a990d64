public import HufuSigning

/// The token of one account in this process: fetched once for everybody, renewed in time, never taken back once refused.
///
/// A fetch belongs to no caller: it is detached and never cancelled. Waiters leave alone when cancelled. A failure ends with its flight;
/// the next caller tries anew. A refused value is compared, dropped and remembered; should the server hand out the same one again, the
/// answer is unauthenticated, not a loop.
public actor TokenCache {
  private var held: LentToken?
  /// The last token there was, for what renews it.
  private var last: AccessToken?
  private var refused: Set<Secret> = []
  private var isFlying = false
  private var waiters: [Int: Waiter] = [:]
  private var serial = 0
  /// No flight in the background before this moment: the one before brought nothing better.
  private var nextRenewal: Timestamp?
  private let renewal: TokenRenewal
  private let now: @Sendable () -> Timestamp
  private let redactor: Redactor
  private let fetch: Fetch

  /// Gets a token: from a store, or from the platform.
  ///
  /// - Parameters:
  ///   - previous: the last token there was.
  ///   - unwanted: values that must not come from a store: refused ones, and the one to be replaced.
  public typealias Fetch = @Sendable (_ previous: AccessToken?, _ unwanted: Set<Secret>) async throws -> LentToken

  private struct Waiter {
    var continuation: CheckedContinuation<AccessToken, any Error>
    /// Whether it asked for another token than the one at hand.
    var wantsAnother: Bool
  }

  public init(
    renewal: TokenRenewal = .ahead, now: @escaping @Sendable () -> Timestamp, redactor: Redactor = Redactor(), fetch: @escaping Fetch
  ) {
    self.renewal = renewal
    self.now = now
    self.redactor = redactor
    self.fetch = fetch
  }

  /// A token that is good now: the one at hand at once, else one that is fetched.
  public func token() async throws -> AccessToken {
    guard let token = living?.token else { return try await nextLanding(replacing: nil) }
    renewAhead(token)
    return token
  }

  /// Takes a token that came another way: a sign-in, a flag, a store.
  public func adopt(_ token: AccessToken, from origin: LentToken.Origin = .given) {
    take(LentToken(token, from: origin))
    held = LentToken(token, from: origin)
  }

  /// Compare and drop: the platform refused this token.
  public func refuse(_ token: AccessToken) {
    refused.insert(token.value)
    if held?.token.value == token.value { held = nil }
  }

  /// Gets another token even if the present one is good. When that fails, the present one stays in use.
  public func refresh() async throws -> AccessToken { try await nextLanding(replacing: held?.token) }

  /// The token at hand, without fetching.
  public var current: AccessToken? { held?.token }

  /// Where the token at hand came from.
  public var origin: LentToken.Origin? { held?.origin }

  /// The token at hand, unless its life is over.
  private var living: LentToken? { held.flatMap { $0.token.lives(at: now()) ? $0 : nil } }

  private func renewAhead(_ token: AccessToken) {
    let now = now()
    guard renewal == .ahead, let due = token.renewAfter, due <= now, nextRenewal.map({ $0 <= now }) ?? true, !isFlying else { return }
    nextRenewal = now + max(token.margin / 10, .seconds(1))
    fly(replacing: token)
  }

  private func nextLanding(replacing token: AccessToken?) async throws -> AccessToken {
    serial += 1
    let id = serial
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiters[id] = Waiter(continuation: continuation, wantsAnother: token != nil)
        fly(replacing: token)
      }
    } onCancel: {
      Task { await self.leave(id) }
    }
  }

  private func leave(_ id: Int) { waiters.removeValue(forKey: id)?.continuation.resume(throwing: CancellationError()) }

  private func fly(replacing token: AccessToken?) {
    guard !isFlying else { return }
    isFlying = true
    let unwanted = token.map { refused.union([$0.value]) } ?? refused
    Task.detached { [fetch, last] in
      do {
        await self.land(.success(try await fetch(last, unwanted)), without: unwanted)
      } catch {
        await self.land(.failure(error), without: unwanted)
      }
    }
  }

  private func land(_ result: Result<LentToken, any Error>, without unwanted: Set<Secret>) {
    isFlying = false
    var result = result
    if case .failure(let failure) = result { result = .failure(learn(from: failure)) }
    if case .success(let lent) = result {
      take(lent)
      if !refused.contains(lent.token.value) {
        held = lent
      } else if unwanted.contains(lent.token.value) {
        result = .failure(Self.sameAgain)
      } else {
        // Refused while it was on its way. The next flight knows.
        return waiters.isEmpty ? () : fly(replacing: nil)
      }
    }
    let landed = result.map(\.token)
    let resumed = waiters
    waiters = [:]
    for waiter in resumed.values {
      // A sign-in may have come in between; then the flight's failure is nobody's.
      waiter.continuation.resume(with: waiter.wantsAnother ? landed : living.map { .success($0.token) } ?? landed)
    }
    // What came from a store may be near its end already.
    if let living { renewAhead(living.token) }
  }

  /// A spent refresh token is sent no more, and what was refused is not asked for again before it must be.
  ///
  /// - Returns: what callers see.
  private func learn(from failure: any Error) -> any Error {
    let spent = failure as? SpentRefresh
    if let spent {
      last = last?.without(refresh: spent.refresh)
      if let token = held?.token { held?.token = token.without(refresh: spent.refresh) }
    }
    let cause = spent?.cause ?? failure
    if let error = cause as? APIError, !error.kind.isTransient, let end = held?.token.expires { nextRenewal = end }
    return cause
  }

  private func take(_ lent: LentToken) {
    last = lent.token
    redactor.learn(lent.token.value)
    if let refresh = lent.token.refresh { redactor.learn(refresh) }
  }

  private static let sameAgain = APIError(
    .unauthenticated, Bilingual(zh: "平台又发回了刚被拒绝的令牌。", en: "The platform hands out the very token it has just refused."),
    remedy: Bilingual(zh: "请重新登录，或联系平台管理员。", en: "Sign in anew, or ask the platform's administrator."), mayHaveExecuted: false)
}
