import HufuClient
import HufuHTTP
import HufuSigning
import Testing

@Suite(.enabled(if: ThrowawayCertificate.shared != nil, "needs the openssl command to make a certificate"))
struct TLSTests {
  private let own: ThrowawayCertificate

  init() throws { own = try #require(ThrowawayCertificate.shared) }

  private func status(_ tls: TLSOptions, environment: [String: String] = [:], of server: WireServer) async throws -> Int {
    var options = HTTPTransportOptions()
    options.tls = tls
    let transport = try HTTPTransport(options, environment: environment)
    return try await transport.open(APIRequest(.get, "/", headers: [HeaderField("accessKey", "AK")]), to: server.secureEndpoint).head.status
  }

  @Test func selfSignedIsRefused() async throws {
    try await WireServer.run(tls: own.context) { server in
      let error = await #expect(throws: TransportError.self) { try await status(TLSOptions(), of: server) }
      #expect(error?.reason == .tls)
      #expect(error?.detail.contains("not trusted") == true)
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func caFileIsTrusted() async throws {
    try await WireServer.run(tls: own.context) { server in
      let status = try await status(TLSOptions(caFile: own.certificateFile), of: server)
      #expect(status == 200)
    }
  }

  @Test func caFileDoesNotCoverAnotherName() async throws {
    try await WireServer.run(tls: own.context) { server in
      var options = HTTPTransportOptions()
      options.tls.caFile = own.certificateFile
      let transport = try HTTPTransport(options, environment: [:])
      let byAddress = Endpoint(scheme: .https, host: "127.0.0.1", port: server.port)
      let error = await #expect(throws: TransportError.self) { try await transport.open(APIRequest(.get, "/"), to: byAddress) }
      #expect(error?.reason == .tls)
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func pinIsTrusted() async throws {
    try await WireServer.run(tls: own.context) { server in
      let pin = try PublicKeyPin(of: own.certificate)
      #expect(try await status(TLSOptions(pin: pin), of: server) == 200)
      #expect(try await status(TLSOptions(caFile: own.certificateFile, pin: pin), of: server) == 200)
    }
  }

  @Test(arguments: [false, true], [false, true])
  func wrongPinRefusesBeforeAnyByte(insecure: Bool, withCA: Bool) async throws {
    try await WireServer.run(tls: own.context) { server in
      let found = try PublicKeyPin(of: own.certificate).description
      let wrong = try PublicKeyPin("sha256/" + Base64.encode([UInt8](repeating: 7, count: 32)))
      let tls = TLSOptions(caFile: withCA ? own.certificateFile : nil, pin: wrong, insecure: insecure)
      for _ in 0..<3 {
        let error = await #expect(throws: TransportError.self) { try await status(tls, of: server) }
        #expect(error?.reason == .tls)
        #expect(error?.detail.contains(found) == true, "the key that was found is named")
      }
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func pinAloneDoesNotHelpAnotherCA() async throws {
    let another = try #require(ThrowawayCertificate.make())
    try await WireServer.run(tls: own.context) { server in
      let tls = TLSOptions(caFile: another.certificateFile, pin: try PublicKeyPin(of: own.certificate))
      let error = await #expect(throws: TransportError.self) { try await status(tls, of: server) }
      #expect(error?.reason == .tls)
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func pinDoesNotGoWithPlainHTTP() async throws {
    try await WireServer.run { server in
      var options = HTTPTransportOptions()
      options.tls.pin = try PublicKeyPin(of: own.certificate)
      let transport = try HTTPTransport(options, environment: [:])
      let error = await #expect(throws: TransportError.self) { try await transport.open(APIRequest(.get, "/"), to: server.endpoint) }
      #expect(error?.reason == .tls)
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func insecureIsLoudAndNotForCI() async throws {
    try await WireServer.run(tls: own.context) { server in
      var heard: [Notice] = []
      var options = HTTPTransportOptions()
      options.tls.insecure = true
      let transport = try HTTPTransport(options, environment: [:], notice: { heard.append($0) })
      #expect(try await transport.open(APIRequest(.get, "/"), to: server.secureEndpoint).head.status == 200)
      #expect(heard.map(\.kind) == [.insecure])
      #expect(throws: ConfigurationError.self) { try HTTPTransport(options, environment: ["CI": "true"]) }
    }
  }

  @Test func plainServerIsNoTLSServer() async throws {
    try await WireServer.run(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n") { server in
      let error = await #expect(throws: TransportError.self) { try await status(TLSOptions(), of: server) }
      #expect(error?.reason == .tls)
      #expect(error?.detail.contains("does not speak TLS") == true)
      #expect(server.requests.isEmpty)
    }
  }
}
