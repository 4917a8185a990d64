public import HufuSigning

/// Where a platform's access tokens come from.
public protocol TokenSource: Sendable {
  /// Gets a token from the beginning: by keys, a grant, a cookie.
  ///
  /// - Parameters:
  ///   - previous: the token before, if there was one. It may have been refused.
  ///   - now: the server's clock as far as known; the times of tokens are by it, on both sides.
  ///   - exchange: calls operations of the platform's own catalogue, signed without a token; never asks the cache.
  /// - Throws: ``APIError`` with the next step when the platform refuses, or when a person has to sign in.
  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken

  /// Trades the refresh token of the last token for the next token. Tried before ``fetch(previous:at:by:)`` wherever a token has one.
  ///
  /// - Throws: ``APIError``; ``spendsRefresh(_:)`` says what it means for the refresh token.
  func renew(_ last: AccessToken, by refresh: Secret, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken

  /// Whether this answer to ``renew(_:by:at:by:)`` says that the refresh token will never be taken again, so that only the beginning is
  /// left. Of a failure that may pass, or has another cause than the refresh token, it says no.
  func spendsRefresh(_ refusal: APIError) -> Bool

  /// What tells the tokens of two accounts apart: the access key, or the application with user and grant. No secret.
  var account: String { get }

  /// Whether ``account`` says whose tokens these are. Where a person signs in and neither profile nor answer names them, two profiles of one
  /// application would take each other's tokens; the name of the profile then tells them apart.
  var knowsUser: Bool { get }

  /// The token in the answer of one of the platform's own token operations, when somebody called it by hand; nil for other operations.
  func issued(in reply: Reply, of operation: String, at now: Timestamp) throws -> AccessToken?

  /// Whether a person has to sign in once the last token can no longer be renewed.
  var needsSignIn: Bool { get }

  /// Whether tokens are made on this machine, so that even `hufu sign`, which never uses the network, may ask for one.
  var isOffline: Bool { get }
}

extension TokenSource {
  public func renew(_ last: AccessToken, by refresh: Secret, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    try await fetch(previous: last, at: now, by: exchange)
  }
  public func spendsRefresh(_ refusal: APIError) -> Bool { refusal.kind == .unauthenticated }
  public var knowsUser: Bool { true }
  public var needsSignIn: Bool { false }
  public var isOffline: Bool { false }
  public func issued(in reply: Reply, of operation: String, at now: Timestamp) throws -> AccessToken? { nil }
}

/// The line a token source calls: the connection's own, without tokens, without retries (whoever asked the source repeats it as a whole).
public struct Exchange: Sendable {
  let platform: String
  let catalogue: Catalogue
  let endpoint: Endpoint
  let transport: any Transport
  let envelope: any Envelope
  let authorizer: Authorizer
  let form: BodyForm

  /// The largest token answer that is read, in bytes.
  static let answerLimit = 1 << 20

  /// Calls an operation once.
  ///
  /// - Throws: ``APIError``; ``UsageError`` for arguments that do not fit; ``HufuSigning/SigningError``.
  public func call(_ name: String, _ arguments: Arguments) async throws -> Reply {
    let operation = try catalogue.operation(name)
    let request = try operation.request(arguments, form: form)
    let authorized = try await authorizer.authorize(request, operation.access)
    do {
      let response = try await transport.open(authorized.request, to: endpoint).collect(upTo: Self.answerLimit)
      return Reply(response: response, payload: try envelope.unwrap(response, to: request, for: operation))
    } catch let error as TransportError {
      throw error.explained(at: endpoint, platform: platform)
    }
  }
}
