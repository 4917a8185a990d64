import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct FetchTests {
  /// Answers by whole address, and remembers what it was asked.
  final class Web: Transport {
    let answers: [String: APIResponse]
    let asked = Mutex<[(address: String, headers: [HeaderField])]>([])

    init(_ answers: [String: APIResponse]) { self.answers = answers }

    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      let address = endpoint.address(of: request)
      asked.withLock { $0.append((address, request.headers)) }
      guard let answer = answers[address] else { throw TransportError(.notConnected, "refused") }
      return Incoming(
        answer.head,
        body: AsyncThrowingStream {
          $0.yield(answer.body); $0.finish()
        })
    }

    func fetch(_ address: String) async throws -> [UInt8] {
      var options = ConnectionOptions()
      options.headers = [HeaderField("X-Corp", "inside")]
      let connection = try Fake.connect(
        credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com/ci"), over: self,
        timing: StepClock().timing, entropy: .counting(), options: options)
      return try await connection.fetch(address).collect(upTo: 1000).body
    }
  }

  static let file = APIResponse(200, body: Array("bytes".utf8))

  @Test func `nothing of the connection goes to a foreign address`() async throws {
    let web = Web(["https://store.example.net:8443/a%20b?token=T%2B1": Self.file])
    #expect(try await web.fetch("https://store.example.net:8443/a%20b?token=T%2B1") == Array("bytes".utf8))
    let asked = web.asked.withLock { $0 }
    #expect(asked.count == 1 && asked[0].headers.isEmpty)
  }

  /// A download's address carries its own key; whatever repeats it is cleaned.
  @Test func `what an address carries in its query is a secret from then on`() async throws {
    let address = "https://store.example.net/a?token=9f8e7d6c5b4a"
    let redactor = Redactor()
    var options = ConnectionOptions()
    options.redactor = redactor
    let connection = try Fake.connect(
      credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com/ci"),
      over: Web([address: Self.file]), timing: StepClock().timing, entropy: .counting(), options: options)
    _ = try await connection.fetch(address).collect(upTo: 1000)
    #expect(!redactor.clean("moved from 9f8e7d6c5b4a").contains("9f8e7d6c5b4a"))
  }

  @Test func `an address without a host is of the endpoint`() async throws {
    #expect(try await Web(["https://fake.example.com/ci/file?x=1": Self.file]).fetch("/file?x=1") == Array("bytes".utf8))
  }

  @Test func `redirects are followed, but never to plain http`() async throws {
    func redirect(_ to: String) -> APIResponse { APIResponse(302, headers: [HeaderField("Location", to)]) }
    let web = Web([
      "https://a.example.net/1": redirect("/2"), "https://a.example.net/2": redirect("https://b.example.net/3"),
      "https://b.example.net/3": Self.file,
    ])
    #expect(try await web.fetch("https://a.example.net/1") == Array("bytes".utf8))
    let low = Web(["https://a.example.net/1": redirect("http://a.example.net/2"), "http://a.example.net/2": Self.file])
    await #expect(throws: APIError.self) { _ = try await low.fetch("https://a.example.net/1") }
    #expect(low.asked.withLock { $0.count } == 1)
    let loop = Web(["https://a.example.net/1": redirect("/1")])
    await #expect(throws: APIError.self) { _ = try await loop.fetch("https://a.example.net/1") }
    #expect(loop.asked.withLock { $0.count } == 6)
  }

  @Test func `a refusal and an unusable address are errors that do not repeat the address`() async throws {
    let web = Web(["https://a.example.net/1?token=secret": APIResponse(404, body: Array("token=secret".utf8))])
    let gone = await #expect(throws: APIError.self) { _ = try await web.fetch("https://a.example.net/1?token=secret") }
    #expect(gone?.kind == .notFound)
    for address in ["ftp://a/secret", "secret", "//a/secret", "https://user:secret@a/"] {
      let error = await #expect(throws: APIError.self) { _ = try await web.fetch(address) }
      #expect(error?.kind == .malformed && error?.message.en.contains("secret") == false)
    }
  }
}
