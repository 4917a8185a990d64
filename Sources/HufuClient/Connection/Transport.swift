public import HufuSigning

/// The way to the network: opens one request and gives back the answer as it arrives.
///
/// A transport adds nothing, follows no redirect, keeps no cookie and retries nothing. Use `HTTPTransport` (HufuHTTP) for the network and
/// `SandboxTransport` (HufuSandbox) to reach a sandbox in this process; implement one to record or to fake.
public protocol Transport: Sendable {
  /// - Throws: ``TransportError``, which says whether the request can have reached the server.
  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming
}

/// An answer whose body is still on its way.
public struct Incoming: Sendable {
  public typealias Body = any AsyncSequence<[UInt8], any Error> & Sendable

  public var head: ResponseHead
  public var body: Body

  public init(_ head: ResponseHead, body: Body) {
    self.head = head
    self.body = body
  }

  /// Reads the whole body.
  ///
  /// - Throws: ``TransportError`` with the reason `tooLarge` when it holds more than `limit` bytes.
  public func collect(upTo limit: Int) async throws -> APIResponse {
    var bytes: [UInt8] = []
    for try await chunk in body {
      guard bytes.count + chunk.count <= limit else { throw TransportError(.tooLarge, "the answer is larger than \(limit) bytes") }
      bytes += chunk
    }
    return APIResponse(head, body: bytes)
  }
}

/// No answer, or not the whole of it.
public struct TransportError: Error, Sendable, Equatable {
  /// What went wrong, for programs.
  public enum Reason: String, Sendable {
    /// The name does not resolve, nobody listens, TLS fails: the server has seen nothing.
    case notConnected
    case tls
    /// The connection was lost, or time ran out, after the request may have gone out.
    case lost
    case timeout
    case tooLarge
    /// The request cannot stand in HTTP as it is: a raw character in its target, a line end in a header.
    case unsendable
    /// A file to be sent cannot be read.
    case file
  }

  public var reason: Reason
  /// For a person; without a secret.
  public var detail: String

  public init(_ reason: Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }

  /// Whether the server may have carried the request out.
  public var mayHaveExecuted: Bool {
    switch reason {
    case .notConnected, .tls, .unsendable, .file: false
    case .lost, .timeout, .tooLarge: true
    }
  }
}
