import FoundationEssentials
package import HufuClient
import HufuSigning
import NIOCore
import NIOPosix

/// The steps on the way to a server, one by one, for `hufu doctor`: each throws what stands in the way.
package struct NetworkProbe: Sendable {
  /// How connections are to be made: the options, and the environment that may name a proxy.
  package struct Way: Sendable {
    package var options: HTTPTransportOptions
    package var environment: [String: String]

    package init(_ options: HTTPTransportOptions = HTTPTransportOptions(), environment: [String: String] = [:]) {
      self.options = options
      self.environment = environment
    }
  }

  /// Gives an address of a name.
  package var resolve: @Sendable (_ host: String, _ port: Int) async throws -> String
  /// Opens a connection and closes it.
  package var connect: @Sendable (_ host: String, _ port: Int, _ timeout: Duration) async throws -> Void
  /// Gets any answer at all, so that its TLS has been through everything; gives the certificate that was shown.
  package var handshake: @Sendable (Way, Endpoint) async throws -> PeerCertificate?

  package init(
    resolve: @escaping @Sendable (String, Int) async throws -> String,
    connect: @escaping @Sendable (String, Int, Duration) async throws -> Void,
    handshake: @escaping @Sendable (Way, Endpoint) async throws -> PeerCertificate?
  ) {
    self.resolve = resolve
    self.connect = connect
    self.handshake = handshake
  }

  /// The certificate of a server that is not trusted, for saying why: nothing but a bare `GET /` is sent.
  package func distrustedCertificate(_ way: Way, _ endpoint: Endpoint) async -> PeerCertificate? {
    var way = way
    way.options.tls = TLSOptions(insecure: true)
    way.environment["CI"] = nil
    return try? await handshake(way, endpoint)
  }

  /// The real network. A name is looked up in a detached task, for that blocks.
  package static let system = NetworkProbe(
    resolve: { host, port in
      try await Task.detached {
        do { return try SocketAddress.makeAddressResolvingHost(host, port: port).ipAddress ?? host } catch {
          throw TransportError(.notConnected, "the name is not known")
        }
      }.value
    },
    connect: { host, port, timeout in
      do {
        let limit = TimeAmount.milliseconds(timeout.wholeMilliseconds)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(limit)
        try await bootstrap.connect(host: host, port: port).get().close()
      } catch {
        throw TransportError(network: error)
      }
    },
    handshake: { way, endpoint in
      let transport = try HTTPTransport(way.options, environment: way.environment)
      do {
        let answer = try await transport.open(APIRequest(.get, "/"), to: endpoint)
        // What it says does not matter.
        _ = try? await answer.collect(upTo: 64 << 10)
      } catch {
        await transport.shutdown()
        throw error
      }
      await transport.shutdown()
      return transport.peerCertificate
    })

  /// Stands in for ``system``, in tests.
  @TaskLocal package static var standIn: NetworkProbe?
}
