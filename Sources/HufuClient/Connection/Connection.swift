public import HufuSigning

/// A platform bound to one credential and one endpoint: the straight line from a request to its payload.
///
/// Generic code ends here: a connection has no type parameters. Make one from a profile (HufuProfiles) or by hand:
///
/// ```swift
/// let connection = try Connection(MeterSphere(settings: settings), credential, at: endpoint, over: HTTPTransport())
/// let payload = try await connection.call("environments.list", ["project": "…"]).payload
/// ```
public struct Connection: Sendable {
  public let platform: String
  public let endpoint: Endpoint
  public let catalogue: Catalogue
  public let pageStyles: [String: PageStyle]
  public let authorizer: Authorizer
  public let envelope: any Envelope
  public let options: ConnectionOptions
  /// Used where a call does not give an argument.
  public let defaults: [String: String]
  public let bodyForm: BodyForm
  /// The remote work it can start and wait for.
  public let jobs: [JobOffer]
  let transport: any Transport
  package let timing: Timing
  package let entropy: Entropy
  let pace: Pace?
  let lease: TokenLease?
  /// Credentials by name, for operations that take one as an argument (a token call).
  let credentials: [String: Secret]
  let unreachableClientCode: Int?

  /// Binds a credential to an endpoint; nothing is sent.
  ///
  /// - Parameters:
  ///   - timing: the clock that is signed by, and the sleep between attempts.
  ///   - entropy: nonces and jitter.
  ///   - defaults: arguments used where a call does not give them; they win over the platform's own.
  public init<P: Platform>(
    _ platform: P, _ credential: P.Credential, at endpoint: Endpoint, over transport: any Transport, timing: Timing = .system,
    entropy: Entropy = .system, defaults: [String: String] = [:], options: ConnectionOptions = ConnectionOptions()
  ) {
    self.platform = P.id
    self.endpoint = endpoint
    catalogue = platform.catalogue
    pageStyles = P.pageStyles
    bodyForm = P.bodyForm
    jobs = P.jobs.map { JobOffer($0, of: platform) }
    let envelope = platform.envelope(for: credential)
    self.envelope = envelope
    self.options = options
    self.defaults = platform.defaults.merging(defaults) { $1 }
    self.transport = transport
    self.timing = timing
    self.entropy = entropy
    pace = options.rate.map { Pace(perSecond: $0, timing: timing) }
    credentials = options.credentials
    unreachableClientCode = P.unreachableClientCode

    let skew = ClockSkew()
    let make: @Sendable (AccessToken?) throws(SigningError) -> any RequestSigner = { token throws(SigningError) in
      try platform.signer(for: credential, token: token)
    }
    let check: @Sendable (APIRequest, AccessToken?, Bool, Timestamp) throws(SignatureRejection) -> Proof = {
      (request, token, strict, now) throws(SignatureRejection) in
      try platform.verify(request, by: credential, token: token, strict: strict, at: now)
    }
    func authorizer(_ tokens: TokenCache?, offline: Bool = false) -> Authorizer {
      Authorizer(
        makeSigner: make, check: check, tokens: tokens, makesTokensOffline: offline, givenToken: options.token, headers: options.headers,
        timing: timing, entropy: entropy, skew: skew, redactor: options.redactor)
    }
    guard let source = platform.tokens(for: credential) else {
      self.authorizer = authorizer(nil)
      lease = nil
      return
    }
    // Token exchanges go the same line, with an authorizer that has no tokens to wait for.
    let exchange = Exchange(
      platform: P.id, catalogue: catalogue, endpoint: endpoint, transport: transport, envelope: envelope, authorizer: authorizer(nil),
      form: P.bodyForm)
    let lease = TokenLease(
      source: source, exchange: exchange,
      key: TokenKey(platform: P.id, endpoint: endpoint.description, source, signInName: options.signInName),
      store: source.isOffline ? nil : options.tokenStore, timing: timing, entropy: entropy, skew: skew, retry: options.retry,
      signInName: options.signInName, notice: options.notice)
    self.lease = lease
    let tokens = TokenCache(renewal: options.tokenRenewal, now: timing.now, redactor: options.redactor, fetch: lease.fetch)
    self.authorizer = authorizer(tokens, offline: source.isOffline)
  }

  /// Sends one request and gives back its payload.
  ///
  /// - Parameter operation: what the request is; found by method and path when left out.
  /// - Throws: ``APIError``; ``HufuSigning/SigningError`` when it cannot be signed.
  public func send(_ request: APIRequest, as operation: Operation? = nil) async throws -> Reply {
    let operation = operation ?? catalogue.operation(matching: request)
    return try await attempting(request, operation) { signed in
      let incoming = try await transport.open(signed, to: endpoint)
      let response = try await incoming.collect(upTo: options.answerLimit)
      return Reply(response: response, payload: try envelope.unwrap(response, to: request, for: operation))
    }
  }

  /// Sends one request and hands over the body while it arrives; for answers that are files. Refusals are read and thrown.
  public func download(_ request: APIRequest, as operation: Operation? = nil) async throws -> Incoming {
    let operation = operation ?? catalogue.operation(matching: request)
    return try await attempting(request, operation) { signed in
      let incoming = try await transport.open(signed, to: endpoint)
      guard (200..<300).contains(incoming.head.status), !incoming.head.isJSON else {
        let response = try await incoming.collect(upTo: options.answerLimit)
        _ = try envelope.unwrap(response, to: request, for: operation)
        return Incoming(
          response.head,
          body: AsyncThrowingStream {
            $0.yield(response.body); $0.finish()
          })
      }
      return Incoming(incoming.head, body: ExplainedBody(body: incoming.body) { explained($0) })
    }
  }

  /// Builds the request of a named operation.
  public func request(_ operation: Operation, _ arguments: Arguments) throws -> APIRequest {
    var defaults = defaults
    for parameter in operation.parameters where parameter.kind == .secret || operation.access == .open {
      if let secret = credentials[parameter.name] { defaults[parameter.name] = secret.reveal() }
    }
    return try operation.request(arguments, defaults: defaults, form: bodyForm)
  }

  /// Calls a named operation.
  public func call(_ name: String, _ arguments: Arguments = [:]) async throws -> Reply {
    let operation = try catalogue.operation(name)
    return try await send(try request(operation, arguments), as: operation)
  }
}

/// An answer: its payload, and the response it came in.
public struct Reply: Sendable {
  /// The whole answer as received, wrapper and all.
  public var response: APIResponse
  /// What was in the wrapper, opened: JSON text as the server spelled it.
  public var payload: [UInt8]

  public init(response: APIResponse, payload: [UInt8]) {
    self.response = response
    self.payload = payload
  }
}
