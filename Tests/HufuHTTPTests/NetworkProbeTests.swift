import HufuClient
import NIOCore
import Testing

@testable import HufuHTTP

/// The probe of the real network, on loopback.
@Suite struct NetworkProbeTests {
  @Test func anOpenPortIsReachedAndAClosedOneRefuses() async throws {
    try await WireServer.run { server in
      let port = try #require(server.channel.localAddress?.port)
      try await NetworkProbe.system.connect("127.0.0.1", port, .seconds(5))
      let plain = Endpoint(scheme: .http, host: "127.0.0.1", port: port)
      #expect(try await NetworkProbe.system.handshake(NetworkProbe.Way(), plain) == nil)
    }
    // Nobody listens at tcpmux; a port that was just closed may be another test's already.
    await #expect(throws: TransportError(.notConnected, "connection refused")) {
      try await NetworkProbe.system.connect("127.0.0.1", 1, .seconds(5))
    }
  }

  @Test func anAddressResolvesToItselfAndNonsenseDoesNot() async throws {
    let address = try await NetworkProbe.system.resolve("127.0.0.1", 80)
    #expect(address == "127.0.0.1")
    // A label of more than 63 bytes never leaves this machine.
    await #expect(throws: TransportError(.notConnected, "the name is not known")) {
      _ = try await NetworkProbe.system.resolve(String(repeating: "a", count: 64) + ".invalid", 80)
    }
  }
}
