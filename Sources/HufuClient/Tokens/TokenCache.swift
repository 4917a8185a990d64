public import HufuSigning

/// The token of one account in this process: fetched once for everybody, renewed in time, never taken back once refused.
///
/// A fetch belongs to no caller: it is detached and never cancelled. Waiters leave alone when cancelled. A failure ends with its flight;
/// the next caller tries anew. A refused value is compared, dropped and remembered; should the server hand out the same one again, the
/// answer is unauthenticated, not a loop.
public actor TokenCache {
  private var held: AccessToken?
  /// The last token there was, for what renews it.
  private var last: AccessToken?
  private var refused: Set<Secret> = []
  private var isFlying = false
  private var waiters: [Int: CheckedContinuation<AccessToken, any Error>] = [:]
  private var serial = 0
  private let now: @Sendable () -> Timestamp
  private let redactor: Redactor
  private let fetch: Fetch
  /// Good tokens that are to be replaced all the same, until the next flight lands.
  private var outdated: Set<Secret> = []

  /// Gets a token: from a store, or from the platform.
  ///
  /// - Parameters:
  ///   - previous: the last token there was.
  ///   - unwanted: values that must not come from a store: refused ones, and those to be replaced.
  public typealias Fetch = @Sendable (_ previous: AccessToken?, _ unwanted: Set<Secret>) async throws -> AccessToken

  public init(now: @escaping @Sendable () -> Timestamp, redactor: Redactor = Redactor(), fetch: @escaping Fetch) {
    self.now = now
    self.redactor = redactor
    self.fetch = fetch
  }

  /// A token that is good now; fetches one when there is none, and early when the end of its life is near.
  public func token() async throws -> AccessToken {
    if let held, held.renewAfter.map({ now() < $0 }) ?? true { return held }
    serial += 1
    let id = serial
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiters[id] = continuation
        fly()
      }
    } onCancel: {
      Task { await self.leave(id) }
    }
  }

  /// Takes a token that came another way: a sign-in, a flag, a store.
  public func adopt(_ token: AccessToken) {
    learn(token)
    held = token
    last = token
  }

  /// Compare and drop: the platform refused this token.
  public func refuse(_ token: AccessToken) {
    refused.insert(token.value)
    if held?.value == token.value { held = nil }
  }

  /// Fetches a fresh token even if the present one is good.
  public func refresh() async throws -> AccessToken {
    if let held { outdated.insert(held.value) }
    held = nil
    return try await token()
  }

  /// The token at hand, without fetching.
  public var current: AccessToken? { held }

  private func leave(_ id: Int) { waiters.removeValue(forKey: id)?.resume(throwing: CancellationError()) }

  private func fly() {
    guard !isFlying else { return }
    isFlying = true
    let unwanted = refused.union(outdated)
    Task.detached { [fetch, last] in
      do { await self.land(.success(try await fetch(last, unwanted))) } catch { await self.land(.failure(error)) }
    }
  }

  private func land(_ result: Result<AccessToken, any Error>) {
    isFlying = false
    outdated = []
    var result = result
    if case .success(let token) = result {
      learn(token)
      last = token
      if refused.contains(token.value) { result = .failure(Self.sameAgain) } else { held = token }
    } else if let held, held.expires.map({ now() < $0 }) ?? true {
      // It was renewed early; what is held is good for a while yet.
      result = .success(held)
    }
    let resumed = waiters
    waiters = [:]
    for waiter in resumed.values { waiter.resume(with: result) }
  }

  private func learn(_ token: AccessToken) {
    redactor.learn(token.value)
    if let refresh = token.refresh { redactor.learn(refresh) }
  }

  private static let sameAgain = APIError(
    .unauthenticated, Bilingual(zh: "平台又发回了刚被拒绝的令牌。", en: "The platform hands out the very token it has just refused."),
    remedy: Bilingual(zh: "请重新登录，或联系平台管理员。", en: "Sign in anew, or ask the platform's administrator."), mayHaveExecuted: false)
}
