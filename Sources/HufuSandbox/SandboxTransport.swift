public import HufuClient
public import HufuSigning

/// The way to a sandbox in this process.
///
/// The first path segment of the endpoint's prefix is the mount. The request target is written to bytes and read back, so that what is
/// tested is what the wire would carry; `Host`, `X-Forwarded-Prefix` and `X-Real-IP` arrive as they do over HTTP.
public struct SandboxTransport: Transport {
  private let sandbox: Sandbox
  private let timing: Timing

  public init(_ sandbox: Sandbox, timing: Timing) {
    self.sandbox = sandbox
    self.timing = timing
  }

  /// The endpoint of a mount.
  public static func endpoint(of mount: String) -> Endpoint { Endpoint(scheme: .http, host: "127.0.0.1", port: 7800, prefix: "/" + mount) }

  public func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    let arrival = try Self.overTheWire(request, to: endpoint)
    let delivery = sandbox.deliver(arrival.request, to: arrival.mount, at: timing.now())
    if delivery.delay > .zero { try await timing.sleep(delivery.delay) }
    let response = delivery.answer.response
    let body = request.method == .head ? [] : response.body
    switch delivery.cut {
    case nil: return Incoming(response.head, body: Self.stream(body))
    case .unprocessed: throw TransportError(.notConnected, "connection refused")
    case .beforeHead: throw TransportError(.lost, "the connection was closed before an answer")
    case .afterBytes(let count): return Incoming(response.head, body: Self.stream(Array(body.prefix(count)), thenLost: true))
    }
  }

  /// Writes the first line of the request and reads it again as a server does.
  static func overTheWire(_ request: APIRequest, to endpoint: Endpoint) throws -> Arrival {
    let target = Array((endpoint.prefix + request.target).utf8)
    guard target.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw TransportError(.unsendable, "the request target holds a byte that may not stand there")
    }
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    var received = request
    received.path = String(decoding: path, as: UTF8.self)
    received.query = Array(target.dropFirst(path.count + 1))
    if received.headers["Host"] == nil { received.headers.insert(HeaderField("Host", endpoint.authority), at: 0) }
    return Arrival(received, root: nil, peer: "127.0.0.1")
  }

  private static func stream(_ body: [UInt8], thenLost isLost: Bool = false) -> Incoming.Body {
    AsyncThrowingStream<[UInt8], any Error> { continuation in
      continuation.yield(body)
      continuation.finish(throwing: isLost ? TransportError(.lost, "the connection was closed in the middle of the answer") : nil)
    }
  }
}
