import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

struct ControlRoutesTests {
  @Test(arguments: [
    "Host: evil.example", "Host: 127.0.0.1.evil.example", "Host: 10.0.0.1:80", "Host: localhost\r\nOrigin: https://evil.example",
    "Host: localhost\r\nOrigin: null", "X-No-Host: 1", "Host:",
  ])
  func onlyThisMachineIsServed(_ headers: String) async throws {
    try await ServedSandbox.serve { served in
      let text = "POST /_sandbox/reset HTTP/1.1\r\n\(headers)\r\nConnection: close\r\n\r\n"
      let answer = try await Wire.exchange(text, port: served.port).answer
      #expect(answer.status == "HTTP/1.1 403 Forbidden")
      #expect(answer.body.contains("loopback name"))
    }
  }

  @Test(arguments: ["localhost", "127.0.0.1:7800", "[::1]:7800", "hufu.localhost", "127.9.9.9\r\nOrigin: http://localhost:3000"])
  func loopbackNamesAreServed(_ host: String) async throws {
    try await ServedSandbox.serve { served in
      let text = "GET /_sandbox/ HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
      let answer = try await Wire.exchange(text, port: served.port).answer
      #expect(answer.status == "HTTP/1.1 200 OK")
      #expect(answer.body.contains("/echo@old/"))
    }
  }

  @Test func theJournalTellsReasonsAndNoSecrets() async throws {
    try await ServedSandbox.serve { served in
      _ = try await Wire.ask("/echo/refuse?key=S3CRET", headers: "Authorization: S3CRET\r\n", body: "S3CRET", port: served.port)
      _ = try await Wire.ask("/nowhere/x", port: served.port)
      let whole = try await Wire.ask("/_sandbox/journal", port: served.port).answer.body
      let journal = try JSONValue(parsing: Array(whole.utf8))
      #expect(journal.elements?.map { $0["refusal"]?.text } == ["wrong key", "nothing is mounted at nowhere"])
      #expect(journal[0]?["query"] == ["key"])
      #expect(!whole.contains("S3CRET"))
      let later = try await Wire.ask("/_sandbox/journal?since=1", port: served.port).answer.body
      #expect(try JSONValue(parsing: Array(later.utf8)).elements?.map { $0["number"]?.int } == [2])
      #expect(try await Wire.ask("/_sandbox/journal?since=x", port: served.port).hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test func faultsAreOrderedForOneMount() async throws {
    try await ServedSandbox.serve { served in
      let order = #"{"mount":"echo@old","status":503,"times":2}"#
      let answer = try await Wire.ask("/_sandbox/faults", method: "POST", body: order, port: served.port).answer
      #expect(answer.status == "HTTP/1.1 200 OK")
      #expect(try JSONValue(parsing: Array(answer.body.utf8)) == ["injected": 1])
      #expect(try await Wire.ask("/echo/", port: served.port).hasPrefix("HTTP/1.1 200 "))
      for status in [503, 503, 200] { #expect(try await Wire.ask("/echo@old/", port: served.port).hasPrefix("HTTP/1.1 \(status) ")) }
    }
  }

  @Test(arguments: [(#"{"statsu":503}"#, "status"), (#"{"mount":"eko","html":1}"#, "echo"), ("{", "JSON"), ("", "JSON")])
  func aWrongOrderIsExplained(_ order: String, hint: String) async throws {
    try await ServedSandbox.serve { served in
      let answer = try await Wire.ask("/_sandbox/faults", method: "POST", body: order, port: served.port).answer
      #expect(answer.status == "HTTP/1.1 400 Bad Request")
      #expect(answer.body.contains(hint))
    }
  }

  @Test func resetPutsEverythingBack() async throws {
    try await ServedSandbox.serve { served in
      let first = try await Wire.ask("/echo/", port: served.port).answer.body
      served.sandbox.inject(.status(500, times: 9), now: served.clock.now)
      #expect(try await Wire.ask("/_sandbox/reset", method: "POST", port: served.port).answer.body == "{\n  \"reset\": true\n}\n")
      #expect(try await Wire.ask("/echo/", port: served.port).answer.body == first)
      #expect(served.sandbox.journal.count == 1)
    }
  }

  @Test(arguments: [
    ("GET", "/_sandbox/reset", "405", "Use POST"), ("POST", "/_sandbox/journal", "405", "Use GET"),
    ("GET", "/_sandbox/jurnal", "404", "Did you mean journal?"), ("GET", "/_sandbox", "200", "/_sandbox/faults"),
  ])
  func wrongTurnsAreExplained(_ method: String, path: String, status: String, hint: String) async throws {
    try await ServedSandbox.serve { served in
      let text = try await Wire.ask(path, method: method, port: served.port)
      #expect(text.hasPrefix("HTTP/1.1 \(status) "))
      #expect(text.contains(hint))
    }
  }
}
