public import HufuSigning

/// Puts token and signature into a request: the step that call, `hufu sign` and the sidecar share.
public struct Authorizer: Sendable {
  let makeSigner: @Sendable (AccessToken?) throws(SigningError) -> any RequestSigner
  let check: @Sendable (APIRequest, AccessToken?, _ strict: Bool, Timestamp) throws(SignatureRejection) -> Proof
  /// nil where the platform has no tokens, or the caller brings one.
  public let tokens: TokenCache?
  /// Whether ``tokens`` makes its tokens on this machine.
  public let makesTokensOffline: Bool
  let givenToken: AccessToken?
  let headers: [HeaderField]
  let timing: Timing
  let entropy: Entropy
  public let skew: ClockSkew
  let redactor: Redactor

  /// A request ready for the wire, and what went into it.
  public struct Authorized: Sendable {
    public var request: APIRequest
    /// Header lines that are worth as much as the secret.
    public var secretHeaders: [String]
    public var token: AccessToken?
  }

  /// The server's half: who signed this request, judged with the credential (and token) of this connection.
  public func verify(
    _ request: APIRequest, token: AccessToken? = nil, strict: Bool = false, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    try check(request, token ?? givenToken, strict, now)
  }

  /// Signs at a given time with a given nonce, and never uses the network: with the token given, one made on this machine, or none.
  public func sign(
    _ request: APIRequest, _ access: Operation.Access, at time: Timestamp, nonce: String
  ) async throws -> Authorized {
    try authorize(request, access, token: try await token(for: access, fetching: makesTokensOffline), at: time, nonce: nonce)
  }

  /// Fetches what `access` asks for and signs, with a fresh time and nonce.
  public func authorize(_ request: APIRequest, _ access: Operation.Access) async throws -> Authorized {
    let token = try await token(for: access, fetching: true)
    return try authorize(request, access, token: token, at: timing.now() + skew.offset, nonce: entropy.uuid())
  }

  /// The token such a request wants: the given one, else one from the cache.
  private func token(for access: Operation.Access, fetching: Bool) async throws -> AccessToken? {
    guard access == .token else { return nil }
    if let givenToken { return givenToken }
    return fetching ? try await tokens?.token() : nil
  }

  private func authorize(
    _ request: APIRequest, _ access: Operation.Access, token: AccessToken?, at time: Timestamp, nonce: String
  ) throws -> Authorized {
    var request = request
    for field in headers where request.headers[field.name] == nil { request.headers.append(field) }
    guard access != .open else {
      if request.headers["Accept"] == nil { request.headers.append(HeaderField("Accept", "application/json")) }
      try request.checkHeaders()
      return Authorized(request: request, secretHeaders: [], token: nil)
    }
    let signer = try makeSigner(token)
    let (signed, secretHeaders) = try signer.edited(request, at: time, nonce: nonce)
    for name in secretHeaders { if let value = signed.headers[name] { learn(value) } }
    return Authorized(request: signed, secretHeaders: secretHeaders, token: token)
  }

  /// Behind a scheme's name (`Token 4f…`) the secret stands by itself, and a server may show it alone.
  private func learn(_ header: String) {
    redactor.learn(passing: header)
    let words = header.split(separator: " ", maxSplits: 1)
    if words.count == 2 { redactor.learn(passing: String(words[1])) }
  }
}
