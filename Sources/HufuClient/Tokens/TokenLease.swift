import HufuSigning

/// How one connection comes by its tokens: from the store where there is one, else from the platform.
struct TokenLease: Sendable {
  let source: any TokenSource
  let exchange: Exchange
  let key: TokenKey
  let store: (any TokenStore)?
  /// The server's clock as far as known.
  let now: @Sendable () -> Timestamp

  @Sendable func fetch(previous: AccessToken?, unwanted: Set<Secret>) async throws -> AccessToken {
    guard let store else { return try await source.fetch(previous: previous, at: now(), by: exchange) }
    return try await store.token(key) { token in
      !unwanted.contains(token.value) && token.renewAfter.map { now() < $0 } ?? true
    } make: { stored in
      try await source.fetch(previous: stored ?? previous, at: now(), by: exchange)
    }
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
    guard let lease, lease.store != nil, let token = try lease.source.issued(in: reply, of: operation.name, at: lease.now()) else {
      return false
    }
    try await adopt(token)
    return true
  }

  /// How long until a person has to sign in again; nil where nobody has to, or it is not known. Fetches nothing.
  public func signInLeft() async throws -> Duration? {
    guard let lease, lease.source.needsSignIn, let stored = try await storedToken() else { return nil }
    return (stored.refresh == nil ? stored.expires : stored.refreshExpires).map { $0 - lease.now() }
  }

  /// Whether tokens outlive this process.
  public var storesTokens: Bool { lease?.store != nil }

  /// Drops the token other processes share; whether there was one.
  @discardableResult public func forgetToken() async throws -> Bool {
    guard let lease, let store = lease.store else { return false }
    return try await store.forget(lease.key)
  }
}
