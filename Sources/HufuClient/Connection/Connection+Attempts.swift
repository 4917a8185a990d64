import HufuSigning

extension Connection {
  /// Authorizes and sends until it succeeds, or trying again makes no sense. Every attempt edits the unsigned request anew.
  func attempting<Result>(
    _ request: APIRequest, _ operation: Operation?, _ body: (APIRequest) async throws -> Result
  ) async throws -> Result {
    let access = operation?.access ?? .token
    let effect = operation?.effect ?? (request.method == .get || request.method == .head ? .read : .write)
    var recovery = Recovery()
    var attempt = 0
    while true {
      try await pace?.turn()
      var authorized: Authorizer.Authorized?
      var clock = ClockSkew.Attempt(began: timing.now(), ended: timing.now(), offset: authorizer.skew.offset)
      do {
        let ready = try await authorizer.authorize(request, access)
        authorized = ready
        return try await body(ready.request)
      } catch let failure {
        guard var error = explained(failure) as? APIError else { throw failure }
        // Of a request that found no token nothing has left, whatever became of the token's own.
        if authorized == nil { error.mayHaveExecuted = false }
        clock.ended = timing.now()
        if await recovers(from: error, of: clock, authorized?.token, &recovery) { continue }
        // Before it was authorized only a token was asked for, and that was tried again where it made sense (TokenLease).
        guard authorized != nil,
          let delay = options.retry.delay(after: error, attempt: attempt, effect: effect, unit: entropy.unit())
        else { throw error }
        attempt += 1
        options.notice(.retry(attempt, after: delay, because: error))
        try await timing.sleep(delay)
      }
    }
  }

  /// Asks for a token by itself; when a far-off clock is why the platform refuses, it is corrected, and asked again.
  func correctingClock<Result>(_ body: () async throws -> Result) async throws -> Result {
    var recovery = Recovery()
    while true {
      var clock = ClockSkew.Attempt(began: timing.now(), ended: timing.now(), offset: authorizer.skew.offset)
      do {
        return try await body()
      } catch let failure {
        let failure = explained(failure)
        clock.ended = timing.now()
        guard let error = failure as? APIError, await recovers(from: error, of: clock, nil, &recovery) else { throw failure }
      }
    }
  }

  /// What was mended already for this request: each once.
  struct Recovery {
    var didRefreshToken = false
    /// The offset learnt on the way, and the one before.
    var clock: (learnt: Duration, before: Duration)?
  }

  /// After an authentication refusal: takes a far-off clock or a refused token for the cause, mends it once, and says to sign again.
  private func recovers(
    from error: APIError, of attempt: ClockSkew.Attempt, _ token: AccessToken?, _ recovery: inout Recovery
  ) async -> Bool {
    guard error.kind == .unauthenticated else { return false }
    if options.correctsSkew, recovery.clock == nil, endpoint.scheme == .https || endpoint.isLoopback, let server = error.serverTime,
      let offset = authorizer.skew.learn(server: server, from: attempt)
    {
      recovery.clock = (offset, attempt.offset)
      options.notice(.corrected(by: offset, host: endpoint.host))
      // What was made on this machine was made by the wrong clock.
      if authorizer.makesTokensOffline, let token { await authorizer.tokens?.refuse(token) }
      return true
    }
    if options.token == nil, !recovery.didRefreshToken, let tokens = authorizer.tokens, let token {
      recovery.didRefreshToken = true
      await tokens.refuse(token)
      return true
    }
    if let clock = recovery.clock {
      authorizer.skew.forget(clock.learnt, for: clock.before)
      options.notice(.notTheClock)
    }
    return false
  }

  /// What a caller sees of a failure: an ``APIError``, cleaned; every other error as it is.
  func explained(_ failure: any Error) -> any Error {
    switch failure {
    case let error as APIError: return error.addressed(to: endpoint, profile: options.signInName).cleaned(by: options.redactor)
    case let error as TransportError:
      var explained = error.explained(at: endpoint, platform: platform)
      explained.clientCode = unreachableClientCode
      return explained
    default: return failure
    }
  }
}

extension Notice {
  static func retry(_ attempt: Int, after delay: Duration, because error: APIError) -> Notice {
    let seconds = Double(delay.wholeMilliseconds) / 1000
    return Notice(
      .retry, zh: "\(error.meaning.zh)\(seconds) 秒后第 \(attempt) 次重试。", en: "\(error.meaning.en) Retry \(attempt) in \(seconds) s.")
  }

  fileprivate static func corrected(by offset: Duration, host: String) -> Notice {
    let seconds = offset.wholeMilliseconds / 1000
    let (zh, en) = seconds > 0 ? ("慢", "behind") : ("快", "ahead of")
    return Notice(
      .skew, zh: "本机时钟与 \(host) 相差 \(seconds.magnitude) 秒（本机\(zh)）；已按服务器时间重新签名。",
      en: "This machine's clock is \(seconds.magnitude) s \(en) \(host); signed again by the server's time.")
  }

  fileprivate static let notTheClock = Notice(
    .skew, zh: "按服务器时间签名仍被拒绝：原因在凭据，不在时钟；时钟校正已撤销。",
    en: "Signed by the server's time it is refused all the same: the credential is the cause, not the clock; the correction is taken back.")
}
