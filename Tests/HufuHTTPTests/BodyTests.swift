import FoundationEssentials
import HufuClient
import HufuHTTP
import HufuSigning
import HufuTesting
import Testing

@Suite struct BodyTests {
  private func transport() throws -> HTTPTransport { try HTTPTransport(environment: [:], entropy: .counting()) }

  private func withFile<Result>(_ content: String, _ body: (String) async throws -> Result) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "hufu-\(UUID().uuidString)").path
    try Data(content.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }

  @Test func fileIsReadAnewForEveryAttempt() async throws {
    try await WireServer.run { server in
      let transport = try transport()
      try await withFile("first") { path in
        let request = APIRequest(.put, "/upload", body: .file(path: path))
        _ = try await transport.open(request, to: server.endpoint).collect(upTo: 10)
        try Data("second!".utf8).write(to: URL(filePath: path))
        _ = try await transport.open(request, to: server.endpoint).collect(upTo: 10)
      }
      #expect(server.requests[0].hasSuffix("\r\n\r\nfirst"))
      #expect(server.requests[1].hasSuffix("\r\n\r\nsecond!"))
      #expect(server.requests[0].contains("Content-Length: 5\r\n"))
      #expect(server.requests[1].contains("Content-Length: 7\r\n"))
    }
  }

  @Test func largeFileArrivesWhole() async throws {
    try await WireServer.run { server in
      let content = String(repeating: "0123456789abcdef", count: 40_000)
      try await withFile(content) { path in
        _ = try await transport().open(APIRequest(.post, "/", body: .file(path: path)), to: server.endpoint).collect(upTo: 10)
      }
      #expect(server.requests.first?.hasSuffix("\r\n\r\n" + content) == true)
    }
  }

  @Test(arguments: ["/no/such/file", "/"])
  func fileThatCannotBeRead(_ path: String) async throws {
    try await WireServer.run { server in
      let error = await #expect(throws: TransportError.self) {
        try await transport().open(APIRequest(.post, "/", body: .file(path: path)), to: server.endpoint)
      }
      #expect(error?.reason == .file)
      #expect(server.bytesReceived == 0)
    }
  }

  @Test func multipart() async throws {
    try await WireServer.run { server in
      try await withFile("content") { path in
        let parts = [
          MultipartPart(name: "request", contentType: "application/json", content: .bytes(Array("{}".utf8))),
          MultipartPart(name: "file", filename: "报\"告.csv", contentType: "text/csv", content: .file(path: path)),
          MultipartPart(name: "empty", content: .bytes([])),
        ]
        let request = APIRequest(.post, "/", headers: [HeaderField("Content-Type", "multipart/form-data")], body: .multipart(parts))
        _ = try await transport().open(request, to: server.endpoint).collect(upTo: 10)
      }
      let boundary = "hufu-00000000-0000-4000-8000-000000000000"
      let body = """
        --\(boundary)
        Content-Disposition: form-data; name="request"
        Content-Type: application/json

        {}
        --\(boundary)
        Content-Disposition: form-data; name="file"; filename="报%22告.csv"
        Content-Type: text/csv

        content
        --\(boundary)
        Content-Disposition: form-data; name="empty"


        --\(boundary)--

        """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
      let sent = try #require(server.requests.first)
      #expect(sent.hasSuffix("\r\n\r\n" + body))
      #expect(sent.contains("Content-Type: multipart/form-data; boundary=\(boundary)\r\n"))
      #expect(sent.contains("Content-Length: \(body.utf8.count)\r\n"))
    }
  }

  @Test func answersAreStreamed() async throws {
    try await WireServer.run(reply: { _ in .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n") }) { server in
      let incoming = try await transport().open(APIRequest(.get, "/"), to: server.endpoint)
      for try await chunk in incoming.body {
        #expect(chunk == Array("abc".utf8), "the rest never comes, and is not waited for")
        break
      }
    }
  }
}
