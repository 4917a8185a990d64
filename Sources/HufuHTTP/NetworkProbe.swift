package import HufuClient
import HufuSigning
import NIOCore
import NIOPosix

/// The steps on the way to a server, one by one, for `hufu doctor`: each throws what stands in the way.
package struct NetworkProbe: Sendable {
  /// Gives an address of a name.
  package var resolve: @Sendable (_ host: String, _ port: Int) async throws -> String
  /// Opens a connection and closes it.
  package var connect: @Sendable (_ host: String, _ port: Int) async throws -> Void
  /// Gets any answer at all through a transport, so that its TLS has been through everything.
  package var handshake: @Sendable (any Transport, Endpoint) async throws -> Void

  package init(
    resolve: @escaping @Sendable (String, Int) async throws -> String, connect: @escaping @Sendable (String, Int) async throws -> Void,
    handshake: @escaping @Sendable (any Transport, Endpoint) async throws -> Void
  ) {
    self.resolve = resolve
    self.connect = connect
    self.handshake = handshake
  }

  /// The real network. A name is looked up in a detached task, for that blocks; a connection has five seconds.
  package static let system = NetworkProbe(
    resolve: { host, port in
      try await Task.detached {
        do { return try SocketAddress.makeAddressResolvingHost(host, port: port).ipAddress ?? host } catch {
          throw TransportError(.notConnected, "the name is not known")
        }
      }.value
    },
    connect: { host, port in
      do {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(.seconds(5))
        try await bootstrap.connect(host: host, port: port).get().close()
      } catch {
        throw TransportError(network: error)
      }
    },
    handshake: { transport, endpoint in
      let answer = try await transport.open(APIRequest(.get, "/"), to: endpoint)
      // What it says does not matter.
      _ = try? await answer.collect(upTo: 64 << 10)
    })

  /// Stands in for ``system``, in tests.
  @TaskLocal package static var standIn: NetworkProbe?
}
