import AsyncHTTPClient
public import FoundationEssentials
public import HufuClient
public import HufuSigning
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// The way to the network: HTTP/1.1 over AsyncHTTPClient, one pool of connections for as long as the transport lives.
///
/// It sends what it is given: the request target byte for byte, header names as spelled, no cookie, no redirect followed, nothing repeated.
/// On its own it sets only `Host`, `Content-Length`, `Accept-Encoding` and the boundary of a multipart body. Make one per profile, because
/// pin, private CA and `insecure` hold for whatever goes through it; a foreign download address wants a transport of its own.
///
/// ```swift
/// let transport = try HTTPTransport()
/// let connection = try MeterSphere.connect(credentials: secrets, at: endpoint, over: transport)
/// ```
///
/// Connections are closed by ``shutdown()``, or when the last reference goes.
public final class HTTPTransport: Transport {
  private let options: HTTPTransportOptions
  private let proxies: ProxyRules
  private let tls: TLSConfiguration
  private let entropy: Entropy
  private let memory = CertificateMemory()
  /// One client for each way out; nil once shut down.
  private let clients = Mutex<[ProxyServer?: HTTPClient]?>([:])

  /// - Parameters:
  ///   - environment: read for `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` and `CI`.
  ///   - entropy: gives the boundary of multipart bodies.
  ///   - notice: hears, loudly, that certificates are not verified.
  /// - Throws: ``HufuClient/ConfigurationError`` when the CA file or a proxy's address cannot be used, or `insecure` is asked for in CI.
  public init(
    _ options: HTTPTransportOptions = HTTPTransportOptions(), environment: [String: String] = ProcessInfo.processInfo.environment,
    entropy: Entropy = .system, notice: (Notice) -> Void = { _ in }
  ) throws {
    self.options = options
    self.entropy = entropy
    proxies = try ProxyRules(options.proxy, environment: environment)
    tls = try options.tls.configuration(isContinuousIntegration: ["true", "1"].contains(environment["CI"]?.lowercased()))
    if options.tls.insecure { notice(.insecure) }
  }

  deinit {
    for client in clients.withLock({ $0.take() })?.values ?? [:].values { client.shutdown { _ in } }
  }

  /// Closes every connection; what is still under way ends with an error, and nothing can be opened any more.
  public func shutdown() async {
    for client in clients.withLock({ $0.take() })?.values ?? [:].values { try? await client.shutdown() }
  }

  /// What the server showed on the last connection over TLS.
  package var peerCertificate: PeerCertificate? { memory.certificate }

  /// - Throws: ``HufuClient/TransportError``; `CancellationError` when the task was cancelled.
  public func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    guard options.tls.pin == nil || endpoint.scheme == .https else {
      throw TransportError(.tls, "a key is pinned and the address is plain http; nothing was sent")
    }
    let wired = try WireRequest(request, to: endpoint, boundary: { "hufu-" + self.entropy.uuid() })
    do {
      let deadline = options.deadline.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
      let response = try await client(for: endpoint).execute(wired.request, deadline: deadline)
      let headers = response.headers.map { HeaderField($0.name, $0.value) }
      return Incoming(
        ResponseHead(status: Int(response.status.code), headers: headers), body: AnswerBody(body: response.body, transport: self))
    } catch {
      if Task.isCancelled { throw CancellationError() }
      throw TransportError(network: error)
    }
  }

  private func client(for endpoint: Endpoint) throws -> HTTPClient {
    let proxy = proxies.proxy(for: endpoint)
    return try clients.withLock { clients in
      guard clients != nil else { throw TransportError(.notConnected, "the transport was shut down") }
      if let client = clients?[proxy] { return client }
      // Not AsyncHTTPClient's own default: on Apple systems that is Network.framework, which shows no certificate to check a pin on.
      let group = MultiThreadedEventLoopGroup.singleton
      let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration(through: proxy))
      clients?[proxy] = client
      return client
    }
  }

  private func configuration(through proxy: ProxyServer?) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(
        connect: TimeAmount(options.connectTimeout), read: TimeAmount(options.idleTimeout), write: TimeAmount(options.idleTimeout)),
      connectionPool: .init(idleTimeout: .seconds(30)), proxy: proxy?.clientProxy,
      decompression: .enabled(limit: .size(options.decompressedLimit)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.tracing.tracer = nil
    let (pin, memory) = (options.tls.pin, memory)
    configuration.http1_1ConnectionDebugInitializer = { channel in channel.prepareForHufu(pin: pin, memory) }
    return configuration
  }
}

extension Channel {
  /// Runs once on each new connection, before any request is given to it: checks the pin, then makes request targets exact.
  fileprivate func prepareForHufu(pin: PublicKeyPin?, _ memory: CertificateMemory) -> EventLoopFuture<Void> {
    do {
      let pipeline = pipeline.syncOperations
      let shown = (try? pipeline.handler(type: NIOSSLClientHandler.self))?.peerCertificate
      shown.map(memory.keep)
      if let pin { try pin.check(shown) }
      let encoder = try pipeline.context(handlerType: HTTPRequestEncoder.self)
      try pipeline.addHandler(ExactTarget(), position: .after(encoder.handler))
      return eventLoop.makeSucceededVoidFuture()
    } catch {
      // The pool must hear of the failure first; it takes a connection that closes earlier for one it knows.
      eventLoop.execute { self.close(promise: nil) }
      return eventLoop.makeFailedFuture(error)
    }
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue + attoseconds / 1_000_000_000)
  }
}

extension Notice {
  fileprivate static let insecure = Notice(
    .insecure, zh: "警告：本 profile 设置了 tls.insecure，服务器证书未经校验，凭据可能被中间人截获。请改用 tls.caFile 或 tls.pin。",
    en: "Warning: tls.insecure is set; the server's certificate is not verified, credentials can be intercepted. Use tls.caFile or tls.pin."
  )
}
