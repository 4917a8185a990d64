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
      // Until it is signed, only a token was asked for; asking again does no harm.
      var authorized: Authorizer.Authorized?
      do {
        let ready = try await authorizer.authorize(request, access)
        authorized = ready
        return try await body(ready.request)
      } catch let failure {
        let error = try explained(failure)
        if let authorized, try await recovers(from: error, authorized, &recovery) { continue }
        let harm = authorized == nil ? Operation.Effect.read : effect
        guard let delay = options.retry.delay(after: error, attempt: attempt, effect: harm, unit: entropy.unit()) else { throw error }
        attempt += 1
        let seconds = Double(delay.wholeMilliseconds) / 1000
        options.notice(
          Notice(
            .retry, zh: "\(error.meaning.zh)\(seconds) 秒后第 \(attempt) 次重试。", en: "\(error.meaning.en) Retry \(attempt) in \(seconds) s."))
        try await timing.sleep(delay)
      }
    }
  }

  /// What was mended already for this request: each once.
  struct Recovery {
    var didRefreshToken = false
    var didCorrectClock = false
  }

  /// After an authentication refusal: takes a far-off clock or a refused token for the cause, mends it once, and says to sign again.
  private func recovers(from error: APIError, _ authorized: Authorizer.Authorized, _ recovery: inout Recovery) async throws -> Bool {
    guard error.kind == .unauthenticated else { return false }
    if options.correctsSkew, !recovery.didCorrectClock, endpoint.scheme == .https || endpoint.isLoopback, let server = error.serverTime,
      authorizer.skew.learn(server: server, signedAt: authorized.signedAt)
    {
      recovery.didCorrectClock = true
      let seconds = authorizer.skew.offset.wholeMilliseconds / 1000
      options.notice(
        Notice(
          .skew, zh: "本机时钟与 \(endpoint.host) 相差 \(abs(seconds)) 秒（本机\(seconds > 0 ? "慢" : "快")）；已按服务器时间重新签名。",
          en: "This machine's clock is \(abs(seconds)) s \(seconds > 0 ? "behind" : "ahead of") \(endpoint.host); signed again by the server's time."))
      return true
    }
    if !recovery.didRefreshToken, let tokens = authorizer.tokens, let token = authorized.token {
      recovery.didRefreshToken = true
      await tokens.refuse(token)
      return true
    }
    return false
  }

  private func explained(_ failure: any Error) throws -> APIError {
    switch failure {
    case let error as APIError: return error
    case let error as TransportError: return error.explained(at: endpoint, platform: platform)
    default: throw failure
    }
  }
}
