import HufuSigning

/// How one connection comes by its tokens: from the store where there is one, else from the platform.
struct TokenLease: Sendable {
  let source: any TokenSource
  let exchange: Exchange
  let key: TokenKey
  let store: (any TokenStore)?
  let timing: Timing
  let entropy: Entropy
  let skew: ClockSkew
  let retry: RetryPolicy
  let signInName: String?
  let notice: @Sendable (Notice) -> Void

  /// The server's clock as far as known.
  var now: Timestamp { timing.now() + skew.offset }

  /// Tries again after what may pass, never after a refusal. The store's lock is free in between, and another process may be luckier.
  @Sendable func fetch(previous: AccessToken?, unwanted: Set<Secret>) async throws -> LentToken {
    var attempt = 0
    while true {
      do {
        return try await attempted(previous, unwanted)
      } catch let error as APIError {
        guard let delay = retry.delay(after: error, attempt: attempt, effect: .read, unit: entropy.unit()) else {
          throw error.addressed(to: exchange.endpoint, profile: signInName)
        }
        attempt += 1
        notice(.retry(attempt, after: delay, because: error))
        try await timing.sleep(delay)
      }
    }
  }

  private func attempted(_ previous: AccessToken?, _ unwanted: Set<Secret>) async throws -> LentToken {
    let make: @Sendable (AccessToken?) async throws -> AccessToken = { stored in
      try await source.fetch(previous: stored ?? previous, at: now, by: exchange)
    }
    guard let store else { return LentToken(try await make(nil), from: source.isOffline ? .minted : .fetched) }
    return try await store.token(key, isGood: { !unwanted.contains($0.value) && $0.lives(at: now) }, make: make)
  }
}

extension Connection {
  /// The token other processes share, without fetching one; nil when none is stored.
  public func storedToken() async throws -> AccessToken? {
    guard let lease else { return nil }
    return try await lease.store?.stored(lease.key)
  }

  /// Takes a token that came by a sign-in: for this connection, and for all processes where tokens are stored.
  public func adopt(_ token: AccessToken) async throws {
    await authorizer.tokens?.adopt(token)
    if let lease { try await lease.store?.put(token, for: lease.key) }
  }

  /// Takes the token an answer holds, when the operation is one that issues tokens and tokens are stored; whether it did.
  public func adoptToken(in reply: Reply, of operation: Operation) async throws -> Bool {
    guard let lease, lease.store != nil, let token = try lease.source.issued(in: reply, of: operation.name, at: lease.now) else {
      return false
    }
    try await adopt(token)
    return true
  }

  /// How long until a person has to sign in again; nil where nobody has to, or it is not known. Fetches nothing.
  public func signInLeft() async throws -> Duration? {
    guard let lease, lease.source.needsSignIn, let stored = try await storedToken() else { return nil }
    return (stored.refresh == nil ? stored.expires : stored.refreshExpires).map { $0 - lease.now }
  }

  /// Whether tokens begin with a person who signs in.
  public var needsSignIn: Bool { lease?.source.needsSignIn ?? false }

  /// Whether tokens outlive this process.
  public var storesTokens: Bool { lease?.store != nil }

  /// Drops the token other processes share; whether there was one.
  @discardableResult public func forgetToken() async throws -> Bool {
    guard let lease, let store = lease.store else { return false }
    return try await store.forget(lease.key)
  }
}
