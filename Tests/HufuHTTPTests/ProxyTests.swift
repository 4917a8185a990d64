import HufuClient
import HufuHTTP
import HufuSigning
import Testing

@Suite struct ProxyTests {
  @Test(arguments: [
    ("http://proxy.corp:3128", "http://proxy.corp:3128"), ("proxy.corp:3128", "http://proxy.corp:3128"),
    ("http://proxy.corp", "http://proxy.corp:80"),
    ("http://me:p%40ss@proxy.corp:3128/", "http://<redacted>@proxy.corp:3128"), ("socks5://10.0.0.1", "socks5://10.0.0.1:1080"),
    ("http://[::1]:3128", "http://[::1]:3128"),
  ])
  func addresses(_ text: String, _ shown: String) throws {
    #expect(try ProxyServer(text).description == shown)
  }

  @Test func credentialsAreDecodedAndHidden() throws {
    let proxy = try ProxyServer("http://me:p%40ss:word@proxy.corp:3128")
    #expect(proxy.user == "me")
    #expect(proxy.password?.reveal() == "p@ss:word")
    #expect(!String(reflecting: proxy).contains("word"))
  }

  @Test(arguments: ["", "https://proxy.corp", "ftp://proxy", "http://", "http://me:hunter22@proxy:99999", "socks5://me:hunter22@proxy"])
  func wrongAddresses(_ text: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try ProxyServer(text) }
    #expect(error.map { "\($0)" }?.contains("hunter22") == false)
  }

  private static let environment = [
    "HTTPS_PROXY": "http://secure:1", "http_proxy": "http://plain:2", "HTTP_PROXY": "http://shadowed:3",
    "NO_PROXY": "internal.corp,.dot.corp, 10.0.0.0/8,exact.corp:8443,[fd00::1]",
  ]

  @Test(
    arguments: [
      ("https://a.example", "http://secure:1"), ("http://a.example", "http://plain:2"), ("https://internal.corp", nil),
      ("https://x.internal.corp", nil),
      ("https://notinternal.corp", "http://secure:1"), ("https://x.dot.corp", nil), ("https://dot.corp", nil), ("https://10.200.3.4", nil),
      ("https://11.0.0.1", "http://secure:1"), ("https://exact.corp:8443", nil), ("https://exact.corp", "http://secure:1"),
      ("https://[fd00::1]", nil),
      ("http://localhost:8080", nil), ("http://127.0.0.9", nil), ("https://[::1]", nil),
    ] as [(String, String?)])
  func environmentDecides(_ url: String, _ expected: String?) throws {
    let rules = try ProxyRules(nil, environment: Self.environment)
    #expect(rules.proxy(for: try Endpoint(url))?.description == expected)
  }

  @Test func theProfilesOwnComesFirst() throws {
    let rules = try ProxyRules(try ProxyServer("own:9"), environment: Self.environment)
    #expect(rules.proxy(for: try Endpoint("https://internal.corp"))?.description == "http://own:9")
    #expect(rules.proxy(for: try Endpoint("http://localhost")) == nil)
    #expect(try ProxyRules(nil, environment: ["NO_PROXY": "*", "HTTPS_PROXY": "p:1"]).proxy(for: Endpoint("https://a.example")) == nil)
  }

  @Test func wrongVariableIsNamed() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try HTTPTransport(environment: ["https_proxy": "gopher://me:hunter22@x"])
    }
    #expect(error?.message.en.contains("https_proxy") == true)
    #expect(error.map { "\($0)" }?.contains("hunter22") == false)
  }

  /// Lets every tunnel through, and answers in the server's place.
  private static let tunnel: @Sendable (String) -> WireServer.Reply = { $0.hasPrefix("CONNECT") ? .text("HTTP/1.1 200 OK\r\n\r\n") : .ok }

  @Test func requestsGoThroughTheProxy() async throws {
    try await WireServer.run(reply: Self.tunnel) { proxy in
      var options = HTTPTransportOptions()
      options.proxy = try ProxyServer("http://me:pass@127.0.0.1:\(proxy.port)")
      let transport = try HTTPTransport(options, environment: [:])
      let response = try await transport.open(APIRequest(.get, "/a|b"), to: Endpoint("http://upstream.invalid:8080")).collect(upTo: 10)
      #expect(response.text == "ok")
      #expect(proxy.requests.count == 2)
      #expect(proxy.requests[0].hasPrefix("CONNECT upstream.invalid:8080 HTTP/1.1\r\n"))
      #expect(proxy.requests[0].lowercased().contains("proxy-authorization: basic " + Base64.encode(Array("me:pass".utf8)).lowercased()))
      #expect(proxy.requests[1].hasPrefix("GET /a|b HTTP/1.1\r\nHost: upstream.invalid:8080\r\n"))
      #expect(!proxy.requests[1].lowercased().contains("proxy-"))
    }
  }

  @Test func loopbackIsReachedDirectly() async throws {
    try await WireServer.run { server in
      let transport = try HTTPTransport(environment: ["HTTP_PROXY": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1"])
      #expect(try await transport.open(APIRequest(.get, "/"), to: server.endpoint).head.status == 200)
    }
  }

  @Test(arguments: [
    ("407 Proxy Authentication Required", "the proxy asks for a user name and password"),
    ("403 Forbidden", "the proxy refused the connection"),
  ])
  func proxyThatRefuses(_ status: String, _ detail: String) async throws {
    try await WireServer.run(reply: { _ in .text("HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n") }) { proxy in
      let transport = try HTTPTransport(environment: ["HTTPS_PROXY": "127.0.0.1:\(proxy.port)"])
      await #expect(throws: TransportError(.notConnected, detail)) {
        try await transport.open(APIRequest(.get, "/"), to: Endpoint("https://upstream.invalid"))
      }
    }
  }
}
