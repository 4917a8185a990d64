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

  /// No fetch takes longer, refresh and grant together: processes that wait for it give up after 45 s.
  static let deadline = Duration.seconds(30)

  /// Tries again after what may pass, never after a refusal. The store's lock is free in between, and another process may be luckier.
  @Sendable func fetch(previous: AccessToken?, unwanted: Set<Secret>) async throws -> LentToken {
    var previous = previous
    var spent: Secret?
    var attempt = 0
    while true {
      do {
        return try await attempted(previous, unwanted, isLast: attempt >= retry.limit)
      } catch {
        var cause = error
        if let refusal = error as? SpentRefresh {
          spent = refusal.refresh
          previous = previous?.without(refresh: refusal.refresh)
          cause = refusal.cause
        }
        guard let failure = cause as? APIError,
          let delay = retry.delay(after: failure, attempt: attempt, effect: .read, unit: entropy.unit())
        else {
          let told: any Error = (cause as? APIError)?.addressed(to: exchange.endpoint, profile: signInName) ?? cause
          throw spent.map { SpentRefresh($0, cause: told) } ?? told
        }
        attempt += 1
        notice(.retry(attempt, after: delay, because: failure))
        try await timing.sleep(delay)
      }
    }
  }

  private func attempted(_ previous: AccessToken?, _ unwanted: Set<Secret>, isLast: Bool) async throws -> LentToken {
    let make: @Sendable (AccessToken?) async throws -> AccessToken = { stored in
      try await made(from: Self.newer(stored, previous), isLast: isLast)
    }
    guard let store else { return LentToken(try await make(nil), from: source.isOffline ? .minted : .fetched) }
    return try await store.token(key, isGood: { !unwanted.contains($0.value) && $0.lives(at: timing.now()) }, make: make)
  }

  /// What is stored, unless this process got a newer one that did not get to the store.
  private static func newer(_ stored: AccessToken?, _ own: AccessToken?) -> AccessToken? {
    guard let stored, let own, let age = stored.issued, let ownAge = own.issued, ownAge > age else { return stored ?? own }
    return own
  }

  /// One try, in time: sources think in the server's clock, everybody else in ours.
  private func made(from previous: AccessToken?, isLast: Bool) async throws -> AccessToken {
    let offset = skew.offset
    let token = try await timing.within(Self.deadline) {
      try await exchanged(previous?.shifted(by: offset), at: timing.now() + offset, isLast: isLast)
    }
    guard let token else { throw exchange.tookTooLong(Self.deadline) }
    return token.shifted(by: .zero - offset)
  }

  /// The refresh token first; once that is spent, from the beginning.
  private func exchanged(_ previous: AccessToken?, at now: Timestamp, isLast: Bool) async throws -> AccessToken {
    guard let previous, let refresh = previous.livingRefresh(at: now) else {
      return try await source.fetch(previous: previous, at: now, by: exchange)
    }
    let refusal: APIError
    do {
      return try await source.renew(previous, by: refresh, at: now, by: exchange)
    } catch let error as APIError where source.spendsRefresh(error) {
      refusal = error
    } catch let error as APIError where isLast && error.kind == .server && !source.needsSignIn {
      // There are servers that fail over a refresh token they no longer know. Nobody has to sign in, so nothing is lost by starting anew.
      return try await source.fetch(previous: previous, at: now, by: exchange)
    }
    do {
      return try await source.fetch(previous: previous.without(refresh: refresh), at: now, by: exchange)
    } catch var error as APIError {
      // Where a person has to sign in, no server was asked a second time; what it said to the refresh token is why.
      if error.status == nil, error.serverMessage == nil { error.serverMessage = refusal.serverMessage }
      throw SpentRefresh(refresh, cause: error)
    } catch {
      throw SpentRefresh(refresh, cause: error)
    }
  }
}

extension Exchange {
  fileprivate func tookTooLong(_ deadline: Duration) -> APIError {
    TransportError(.timeout, "no token within \(deadline.wholeMilliseconds / 1000) s").explained(at: endpoint, platform: platform)
  }
}

extension Connection {
  /// The token requests are signed with: the given one, the one at hand, or one that is fetched; nil where there are no tokens.
  ///
  /// - Throws: ``APIError``; a far-off clock that made the platform refuse is corrected first, once.
  public func token() async throws -> AccessToken? {
    if let given = options.token { return given }
    guard let tokens = authorizer.tokens else { return nil }
    return try await correctingClock { try await tokens.token() }
  }

  /// Another token in the place of the one at hand, or of the stored one; nil where there are no tokens.
  public func freshToken() async throws -> AccessToken? {
    guard let tokens = authorizer.tokens else { return nil }
    if await tokens.current == nil, let stored = try await storedToken() { await tokens.adopt(stored, from: .stored) }
    return try await correctingClock { try await tokens.refresh() }
  }

  /// The token other processes share, without fetching one; nil when none is stored.
  public func storedToken() async throws -> AccessToken? {
    guard let lease else { return nil }
    return try await lease.store?.stored(lease.key)
  }

  /// Takes a token that came by a sign-in: for this connection, and for all processes where tokens are stored.
  ///
  /// - Throws: an ``APIError`` that says why, when it is to be stored and is not.
  public func adopt(_ token: AccessToken) async throws {
    await authorizer.tokens?.adopt(token)
    if let lease { try await lease.store?.put(token, for: lease.key) }
  }

  /// Takes the token an answer holds, when the operation is one that issues tokens and tokens are stored; whether it did.
  public func adoptToken(in reply: Reply, of operation: Operation) async throws -> Bool {
    guard let lease, lease.store != nil, let token = try lease.source.issued(in: reply, of: operation.name, at: timing.now()) else {
      return false
    }
    try await adopt(token)
    return true
  }

  /// How long until a person has to sign in again; nil where nobody has to, or it is not known. Fetches nothing.
  public func signInLeft() async throws -> Duration? {
    guard let lease, lease.source.needsSignIn, let stored = try await storedToken() else { return nil }
    return (stored.refresh == nil ? stored.expires : stored.refreshExpires).map { $0 - timing.now() }
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
