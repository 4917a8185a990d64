import FoundationEssentials
import HufuClient
import HufuHTTP
import HufuSigning
import HufuTesting
import Testing

@Suite struct HTTPTransportTests {
  private func transport(_ change: (inout HTTPTransportOptions) -> Void = { _ in }) throws -> HTTPTransport {
    var options = HTTPTransportOptions()
    change(&options)
    return try HTTPTransport(options, environment: [:], entropy: .counting())
  }

  private func send(_ request: APIRequest, to endpoint: Endpoint, over transport: HTTPTransport) async throws -> APIResponse {
    try await transport.open(request, to: endpoint).collect(upTo: 1 << 20)
  }

  private func reason(_ body: () async throws -> APIResponse) async throws -> TransportError {
    do {
      let response = try await body()
      Issue.record("an answer came: \(response.status)")
      return TransportError(.lost, "none")
    } catch let error as TransportError {
      return error
    }
  }

  @Test func bytesOnTheWire() async throws {
    try await WireServer.run { server in
      let request = APIRequest(
        .post, "/a/b", query: "x=1",
        headers: [HeaderField("accessKey", "AK"), HeaderField("sIgNaTuRe", "s=="), HeaderField("Host", "evil")],
        body: .bytes(Array("{}".utf8)))
      let response = try await send(request, to: server.endpoint, over: transport())
      #expect(response.text == "ok")
      #expect(
        server.requests == [
          "POST /a/b?x=1 HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\naccessKey: AK\r\nsIgNaTuRe: s==\r\nContent-Length: 2\r\n"
            + "Accept-Encoding: deflate, gzip\r\n\r\n{}"
        ])
    }
  }

  @Test(arguments: [
    "/", "/a,b;c", "/a|b^c`{}", "/%41%zz", "/a//b/../c/./d", "/%E4%B8%AD", "/p?a=b|c&d=%2b+e", "/p?", "/p?q=[1]\"<>\\", "/p?a?b", "/%",
  ])
  func targetIsExact(_ target: String) async throws {
    try await WireServer.run { server in
      let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let request = APIRequest(.get, halves[0], query: halves.count > 1 ? halves[1] : "")
      var endpoint = server.endpoint
      endpoint.prefix = "/pre|fix"
      _ = try await send(request, to: endpoint, over: transport())
      #expect(server.requests.first?.hasPrefix("GET /pre|fix\(request.target) HTTP/1.1\r\n") == true)
    }
  }

  @Test(arguments: ["/中", "/a b", "/a\r\nX: y", "/a#b", ""])
  func targetThatCannotBeSent(_ path: String) async throws {
    try await WireServer.run { server in
      let error = try await reason { try await send(APIRequest(.get, path), to: server.endpoint, over: transport()) }
      #expect(error.reason == .unsendable)
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func headerThatCannotBeSent() async throws {
    try await WireServer.run { server in
      let request = APIRequest(.get, "/", headers: [HeaderField("accessKey", "secret-value\r\nX: y")])
      let error = try await reason { try await send(request, to: server.endpoint, over: transport()) }
      #expect(error.reason == .unsendable)
      #expect(!error.detail.contains("secret-value"))
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func redirectIsNotFollowed() async throws {
    try await WireServer.run(reply: { _ in .text("HTTP/1.1 302 Found\r\nLocation: /next\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n") })
    { server in
      let transport = try transport()
      let response = try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport)
      #expect(response.status == 302)
      #expect(response.head.headers["location"] == "/next")
      _ = try await send(APIRequest(.get, "/again"), to: server.endpoint, over: transport)
      #expect(server.requests.count == 2)
      #expect(server.requests.last?.lowercased().contains("cookie") == false)
    }
  }

  @Test func cutBeforeTheHead() async throws {
    try await WireServer.run(reply: { _ in .close }) { server in
      let error = try await reason { try await send(APIRequest(.post, "/"), to: server.endpoint, over: transport()) }
      #expect(error.reason == .lost)
      #expect(error.mayHaveExecuted)
    }
  }

  @Test func cutInTheBody() async throws {
    let half = WireServer.Reply.thenClose(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".utf8))
    try await WireServer.run(reply: { _ in half }) { server in
      let error = try await reason { try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport()) }
      #expect(error.reason == .lost)
    }
  }

  @Test func answerThatIsNotHTTP() async throws {
    try await WireServer.run(reply: { _ in .text("SSH-2.0-OpenSSH\r\n\r\n") }) { server in
      let error = try await reason { try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport()) }
      #expect(error == TransportError(.lost, "the answer is not HTTP, or breaks off"))
    }
  }

  @Test func refusedPort() async throws {
    let endpoint = try await WireServer.run { $0.endpoint }
    let error = try await reason { try await send(APIRequest(.get, "/"), to: endpoint, over: transport()) }
    #expect(error == TransportError(.notConnected, "connection refused"))
  }

  @Test func unknownName() async throws {
    let error = try await reason { try await send(APIRequest(.get, "/"), to: Endpoint("http://no-such-host.invalid"), over: transport()) }
    #expect(error.reason == .notConnected)
    #expect(error.detail == "the name is not known")
  }

  @Test func silenceEndsAsTimeout() async throws {
    try await WireServer.run(reply: { _ in .silence }) { server in
      let idle = try await reason {
        try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport { $0.idleTimeout = .milliseconds(50) })
      }
      #expect(idle.reason == .timeout)
      let whole = try await reason {
        try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport { $0.deadline = .milliseconds(50) })
      }
      #expect(whole == TransportError(.timeout, "the time allowed is over"))
    }
  }

  @Test func silenceInTheBodyEndsAsTimeout() async throws {
    try await WireServer.run(reply: { _ in .text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") }) { server in
      let error = try await reason {
        try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport { $0.idleTimeout = .milliseconds(50) })
      }
      #expect(error.reason == .timeout)
    }
  }

  @Test func cancelledTask() async throws {
    try await WireServer.run(reply: { _ in .silence }) { server in
      let transport = try transport()
      let task = Task { try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport) }
      while server.requests.isEmpty { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  /// 300 000 zero bytes, by Python's gzip.
  private static let zeros = "H4sIAAAAAAACA+3BAQ0AAADCoPdPbQ8HF" + String(repeating: "A", count: 387) + "/Bj74rL24JMEAA=="

  @Test func gzipIsOpenedWithinItsLimit() async throws {
    let body = try Base64.decode(Self.zeros)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"
    try await WireServer.run(reply: { _ in .bytes(Array(head.utf8) + body) }) { server in
      let response = try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport())
      #expect(response.body == [UInt8](repeating: 0, count: 300_000))
      let bomb = try await reason {
        try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport { $0.decompressedLimit = 100_000 })
      }
      #expect(bomb.reason == .tooLarge)
    }
  }

  @Test func nothingOpensAfterShutdown() async throws {
    try await WireServer.run { server in
      let transport = try transport()
      _ = try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport)
      await transport.shutdown()
      let error = try await reason { try await send(APIRequest(.get, "/"), to: server.endpoint, over: transport) }
      #expect(error == TransportError(.notConnected, "the transport was shut down"))
    }
  }
}
