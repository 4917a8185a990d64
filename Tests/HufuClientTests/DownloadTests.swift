import HufuClient
import HufuSigning
import HufuTesting
import Testing

@Suite struct DownloadTests {
  /// Answers with a file, and breaks off after its first bytes.
  struct Broken: Transport {
    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      let (body, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
      continuation.yield([1, 2, 3])
      continuation.finish(throwing: TransportError(.lost, "cut"))
      return Incoming(ResponseHead(status: 200, headers: [HeaderField("Content-Type", "application/zip")]), body: body)
    }
  }

  @Test func aBodyThatBreaksOffIsAnErrorLikeAnyOther() async throws {
    let connection = try Fake.connect(
      credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com"), over: Broken(),
      timing: StepClock().timing, entropy: .counting())
    let incoming = try await connection.download(APIRequest(.get, "/token"))
    var received: [UInt8] = []
    let error = await #expect(throws: APIError.self) { for try await chunk in incoming.body { received += chunk } }
    #expect(received == [1, 2, 3])
    #expect(error?.kind == .network)
    #expect(error?.message.en.contains("https://fake.example.com") == true)
  }

  @Test func aFileIsHandedOnAndARefusalThrown() async throws {
    let file = [HeaderField("Content-Type", "application/zip")]
    let (connection, _) = try connection([.answer(200, "PK", file), .answer(404, "gone", file)])
    var received: [UInt8] = []
    for try await chunk in try await connection.download(APIRequest(.get, "/token")).body { received += chunk }
    #expect(received == Array("PK".utf8))
    let error = await #expect(throws: APIError.self) { try await connection.download(APIRequest(.get, "/token")) }
    #expect(error?.kind == .notFound)
  }
}
