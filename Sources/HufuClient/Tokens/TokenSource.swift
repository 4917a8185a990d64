public import HufuSigning

/// Where a platform's access tokens come from.
public protocol TokenSource: Sendable {
  /// One exchange with the platform.
  ///
  /// - Parameters:
  ///   - previous: the token before, if there was one: it may hold what renews it. It may have been refused.
  ///   - now: the server's clock as far as known.
  ///   - exchange: calls operations of the platform's own catalogue, signed without a token; never asks the cache.
  /// - Throws: ``APIError`` with the next step when the platform refuses, or when a person has to sign in.
  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken

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
