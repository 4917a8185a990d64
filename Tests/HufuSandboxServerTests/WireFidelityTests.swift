import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// What is sent reaches the platform byte for byte, and its answer comes back the same way.
struct WireFidelityTests {
  @Test(arguments: ["/a+b//c%2Fd/", "/%e4%b8%ad/../x/./?x=1+2&y=%2B&&z=a=b?c", "//", "/", "/?", "/a;b=c?d={e}|^`"])
  func theTargetIsNeitherDecodedNorTidied(_ target: String) async throws {
    try await ServedSandbox.serve { served in
      let echo = try JSONValue(parsing: Array(try await Wire.ask("/echo" + target, port: served.port).answer.body.utf8))
      let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      #expect(echo["path"]?.text == Hex.encode(Array(halves[0].utf8)))
      #expect(echo["query"]?.text == Hex.encode(Array((halves.count > 1 ? halves[1] : "").utf8)))
    }
  }

  @Test func headersKeepSpellingOrderAndRepetitions() async throws {
    try await ServedSandbox.serve { served in
      let text = "PATCH /echo HTTP/1.1\r\naCCessKey: a=b; c \r\nHOST: localhost\r\nx-two: 1\r\nX-Two: 2\r\nConnection: close\r\n\r\n"
      let echo = try JSONValue(parsing: Array(try await Wire.exchange(text, port: served.port).answer.body.utf8))
      #expect(echo["method"] == "PATCH")
      #expect(echo["path"]?.text == Hex.encode(Array("/".utf8)))
      #expect(
        echo["headers"] == [
          ["aCCessKey", "a=b; c"], ["HOST", "localhost"], ["x-two", "1"], ["X-Two", "2"], ["Connection", "close"],
          ["X-Forwarded-Prefix", "/echo"], ["X-Real-IP", "127.0.0.1"],
        ])
    }
  }

  @Test func aPlatformAtTheRootSeesThePathWhole() async throws {
    try await ServedSandbox.serve(platform: "echo") { served in
      let sent = "X-Real-IP: 10.1.2.3\r\n"
      let echo = try JSONValue(parsing: Array(try await Wire.ask("/echo/a", headers: sent, port: served.port).answer.body.utf8))
      #expect(echo["path"]?.text == Hex.encode(Array("/echo/a".utf8)))
      let headers = echo["headers"]?.elements ?? []
      #expect(headers.contains(["X-Real-IP", "10.1.2.3"]))
      #expect(!headers.contains { $0[0] == "X-Forwarded-Prefix" })
      #expect(try await Wire.ask("/_sandbox/mounts", port: served.port).answer.body.contains(#""prefix": """#))
    }
  }

  @Test func everyByteOfABodyArrives() async throws {
    try await ServedSandbox.serve { served in
      let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let head = "POST /echo/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
      let text = try await Wire.exchange(Array(head.utf8) + body, port: served.port)
      #expect(try JSONValue(parsing: Array(text.answer.body.utf8))["body"]?.text == Hex.encode(body))
      let chunked = "PUT /echo/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
      let echo = try await Wire.exchange(chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", port: served.port)
      #expect(try JSONValue(parsing: Array(echo.answer.body.utf8))["body"]?.text == Hex.encode(Array("abcde".utf8)))
    }
  }

  @Test func anAnswerHasExactlyThePlatformsHeaders() async throws {
    try await ServedSandbox.serve { served in
      let refusal = try await Wire.ask("/echo/refuse", port: served.port).answer
      #expect(refusal.status == "HTTP/1.1 401 Unauthorized")
      #expect(
        refusal.headers == [
          "X-Why: a", "x-why: b", "Date: \(served.clock.now.httpDate)", "Content-Length: 2", "Connection: close",
        ])
      #expect(refusal.body == "no")
      let empty = try await Wire.ask("/echo/empty", port: served.port).answer
      #expect(empty.status == "HTTP/1.1 204 No Content")
      #expect(empty.headers.map { $0.prefix { $0 != ":" } } == ["Date", "Connection"])
    }
  }

  @Test func headIsAnsweredWithTheLengthAndNoBody() async throws {
    try await ServedSandbox.serve { served in
      let answer = try await Wire.ask("/echo/large", method: "HEAD", port: served.port).answer
      #expect(answer.status == "HTTP/1.1 200 OK")
      #expect(answer.headers.contains("Content-Length: 100000"))
      #expect(answer.body.isEmpty)
    }
  }

  @Test func oneConnectionCarriesManyRequestsInOrder() async throws {
    try await ServedSandbox.serve { served in
      let one = "GET /echo/refuse HTTP/1.1\r\nHost: localhost\r\n\r\n"
      let last = "GET /echo/empty HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      let text = try await Wire.exchange(one + one + last, port: served.port)
      #expect(text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["401", "401", "204"])
      #expect(served.sandbox.journal.map(\.status) == [401, 401, 204])
    }
  }

  @Test func aBodyBeyondTheLimitIsRefused() async throws {
    try await ServedSandbox.serve(bodyLimit: 1000) { served in
      let body = String(repeating: "x", count: 1001)
      let announced = try await Wire.ask("/echo/", method: "POST", body: body, port: served.port)
      #expect(announced.hasPrefix("HTTP/1.1 413 "))
      let head = "POST /echo/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
      #expect(try await Wire.exchange("\(head)\(body)\r\n0\r\n\r\n", port: served.port).hasPrefix("HTTP/1.1 413 "))
      #expect(served.sandbox.journal.map(\.refusal) == Array(repeating: "the body is larger than 1000 bytes", count: 2))
      #expect(try await Wire.ask("/echo/", method: "POST", body: String(body.dropLast()), port: served.port).hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func aCallerThatAsksBeforeSendingIsToldToGoOn() async throws {
    try await ServedSandbox.serve { served in
      let text = try await Wire.ask("/echo/", method: "POST", headers: "Expect: 100-continue\r\n", body: "abc", port: served.port)
      #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }
  }

  @Test(arguments: [("OPTIONS /echo HTTP/1.1", "405"), ("GET echo HTTP/1.1", "4"), ("GET http://h.example/echo/refuse HTTP/1.1", "401")])
  func otherFirstLines(_ line: String, status: String) async throws {
    try await ServedSandbox.serve { served in
      let text = try await Wire.exchange("\(line)\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: served.port)
      #expect(text.hasPrefix("HTTP/1.1 " + status))
    }
  }
}
