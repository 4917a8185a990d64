import HufuClient
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import HufuTesting
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Answers that come late, cut or not at all, and the server's own life.
struct DeliveryTests {
  @Test(arguments: [("\"unprocessed\"", 0), ("\"beforeHead\"", 1)])
  func aCutBeforeTheAnswerClosesTheConnectionSilently(_ cut: String, processed: Int) async throws {
    try await ServedSandbox.serve { served in
      _ = try await Wire.ask("/_sandbox/faults", method: "POST", body: "{\"cut\":\(cut)}", port: served.port)
      #expect(try await Wire.ask("/echo/", port: served.port).isEmpty)
      #expect(try await Wire.ask("/echo/", port: served.port).contains("\"requests\":\(processed + 1)"))
    }
  }

  @Test(arguments: [0, 100, 99_999, 200_000])
  func aCutInTheBodySendsExactlySoManyBytes(_ count: Int) async throws {
    try await ServedSandbox.serve { served in
      served.sandbox.inject(.cut(.afterBytes(count), times: 1), now: served.clock.now)
      let answer = try await Wire.ask("/echo/large", port: served.port).answer
      #expect(answer.status == "HTTP/1.1 200 OK")
      #expect(answer.body.utf8.count == min(count, 100_000))
      let announced = answer.headers.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
      #expect((announced ?? 0) > answer.body.utf8.count)
    }
  }

  @Test func aSlowAnswerWaitsAndASkewedOneHasAnotherDate() async throws {
    try await ServedSandbox.serve { served in
      let order = "[{\"slowMilliseconds\":2000},{\"skewSeconds\":-3600}]"
      _ = try await Wire.ask("/_sandbox/faults", method: "POST", body: order, port: served.port)
      let asked = served.clock.now
      let answer = try await Wire.ask("/echo/", port: served.port).answer
      #expect(served.clock.sleeps == [.seconds(2)])
      #expect(answer.headers.contains("Date: \((asked - Duration.seconds(3600)).httpDate)"))
    }
  }

  @Test func aTakenPortIsExplained() async throws {
    try await ServedSandbox.serve { served in
      let plan = try SandboxPlan([EchoPlatform.self])
      let second = SandboxServer(try plan.sandbox(), plan: plan)
      let error = await #expect(throws: ListenError.self) { try await second.serve(port: served.port) { _ in } }
      #expect(error?.message.en == "Another program listens on 127.0.0.1:\(served.port).")
      #expect(error?.kind == .local)
    }
  }

  @Test func anErrorOfTheBodyStopsTheServer() async throws {
    struct Stop: Error {}
    let plan = try SandboxPlan([EchoPlatform.self])
    let server = SandboxServer(try plan.sandbox(), plan: plan)
    await #expect(throws: Stop.self) { try await server.serve { _ in throw Stop() } }
  }

  @Test func hangUpReadsTheConfigAgainAndTerminateEnds() async throws {
    let plan = try SandboxPlan([EchoPlatform.self])
    let sandbox = try plan.sandbox()
    let answer = Mutex("")
    let address = Mutex<SandboxAddress?>(nil)
    try await SandboxServer(sandbox, plan: plan).run(
      port: 0,
      onHangUp: {
        do {
          sandbox.reload(try plan.configured(by: ["echo": ["greeting": "reloaded"]]).services())
          let port = address.withLock { $0?.port ?? 0 }
          let text = try await Wire.ask("/echo/", port: port)
          answer.withLock { $0 = text }
        } catch { Issue.record(error) }
        kill(getpid(), SIGTERM)
      },
      onStart: { started in
        address.withLock { $0 = started }
        kill(getpid(), SIGHUP)
      })
    #expect(answer.withLock { $0 }.contains(#""greeting":"reloaded""#))
  }

  @Test(arguments: [
    ("127.0.0.1", "http://127.0.0.1:7800"), ("0.0.0.0", "http://127.0.0.1:7800"), ("::", "http://[::1]:7800"),
    ("h.example", "http://h.example:7800"),
  ])
  func whereClientsFindIt(_ host: String, url: String) {
    #expect(SandboxAddress(host: host, port: 7800).baseURL == url)
  }
}
