import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct ConnectionTests {
  @Test func everyAttemptIsSignedAnewWithAFreshTimeAndNonce() async throws {
    let clock = StepClock()
    let (connection, transport) = try connection([.answer(200, "T1-token"), .answer(503, ""), .answer(200, "{}")], clock: clock)
    _ = try await connection.call("thing.read")
    let signatures = transport.requests.compactMap { $0.headers["X-Sign"] }
    #expect(signatures.count == 2)
    #expect(signatures[0] != signatures[1])
    #expect(signatures.allSatisfy { $0.contains("|T1-token|") })
    #expect(clock.sleeps == [.milliseconds(250)])
  }

  @Test func aWriteThatMayHaveRunIsNotRepeated() async throws {
    for failure in [Result<APIResponse, TransportError>.answer(500, ""), .failure(TransportError(.timeout, "30 s"))] {
      let (connection, transport) = try connection([.answer(200, "T1-token"), failure, .answer(200, "{}")])
      await #expect(throws: APIError.self) { try await connection.call("thing.write", ["name": "x"]) }
      #expect(transport.requests.count == 2)
    }
  }

  @Test func aWriteThatCannotHaveRunIsRepeated() async throws {
    for failure in [Result<APIResponse, TransportError>.failure(TransportError(.notConnected, "refused")), .answer(400, "8")] {
      let (connection, transport) = try connection([.answer(200, "T1-token"), failure, .answer(200, "{}")])
      _ = try await connection.call("thing.write", ["name": "x"])
      #expect(transport.requests.count == 3)
    }
  }

  /// A start whose token was not to be had is no lost start: nothing of it has left.
  @Test func aWriteWithoutATokenWasNotCarriedOut() async throws {
    let (connection, transport) = try connection([.answer(503, ""), .answer(503, ""), .answer(503, "")])
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.write", ["name": "x"]) }
    #expect(error?.kind == .unavailable && error?.mayHaveExecuted == false)
    #expect(transport.requests.allSatisfy { $0.path == "/token" })
  }

  @Test func aTokenThatCannotBeFetchedNowIsAskedForAgain() async throws {
    let clock = StepClock()
    let (connection, transport) = try connection([.answer(503, ""), .answer(200, "T1-token"), .answer(200, "{}")], clock: clock)
    _ = try await connection.call("thing.write", ["name": "x"])
    #expect(transport.requests.map(\.path) == ["/token", "/token", "/thing"])
    #expect(clock.sleeps.count == 1)
  }

  @Test func aRefusedTokenIsFetchedOnceMoreAndOnlyOnce() async throws {
    let (connection, transport) = try connection([
      .answer(200, "T1-token"), .answer(401, "no such key"), .answer(200, "T2-token"), .answer(401, "no such key"),
    ])
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.read") }
    #expect(error?.kind == .unauthenticated)
    #expect(transport.requests.map(\.path) == ["/token", "/thing", "/token", "/thing"])
  }

  @Test func theSameTokenAgainIsAnErrorNotALoop() async throws {
    let (connection, transport) = try connection([.answer(200, "T1-token"), .answer(401, "no such key"), .answer(200, "T1-token")])
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.read") }
    #expect(error?.kind == .unauthenticated)
    #expect(transport.requests.count == 3)
  }

  @Test func aFarOffClockIsCorrectedOnceAndReported() async throws {
    let clock = StepClock()
    let heard = Mutex<[Notice]>([])
    var options = ConnectionOptions()
    options.notice = { notice in heard.withLock { $0.append(notice) } }
    let date = HeaderField("Date", (clock.now + .seconds(600)).httpDate)
    let (connection, transport) = try connection(
      [.answer(200, "T1-token"), .answer(401, "no such key", [date]), .answer(200, "{}")], clock: clock, options: options)
    _ = try await connection.call("thing.read")
    let times = transport.requests.compactMap { $0.headers["X-Sign"]?.split(separator: "|")[2] }.compactMap { Int64($0) }
    #expect(times == [clock.now.milliseconds, clock.now.milliseconds + 600_000])
    #expect(heard.withLock { $0 }.map(\.kind) == [.skew])
  }

  @Test func theClockIsNotCorrectedOverPlainHTTPOrWhenToldNotTo() async throws {
    var options = ConnectionOptions()
    options.correctsSkew = false
    let clock = StepClock()
    let date = HeaderField("Date", (clock.now + .seconds(600)).httpDate)
    let (connection, transport) = try connection(
      [.answer(200, "T1-token"), .answer(401, "no such key", [date]), .answer(200, "T2-token"), .answer(200, "{}")], clock: clock,
      options: options)
    _ = try await connection.call("thing.read")
    #expect(transport.requests.map(\.path) == ["/token", "/thing", "/token", "/thing"])
  }

  @Test func retryAfterIsObeyedAndCapped() async throws {
    let clock = StepClock()
    let (connection, _) = try connection(
      [
        .answer(200, "T1-token"), .answer(429, "", [HeaderField("Retry-After", "3")]),
        .answer(429, "", [HeaderField("Retry-After", "900")]),
        .answer(200, "{}"),
      ], clock: clock)
    _ = try await connection.call("thing.read")
    #expect(clock.sleeps == [.seconds(3), .seconds(20)])
  }

  @Test func noMoreThanTwoRetries() async throws {
    let (connection, transport) = try connection(
      [.answer(200, "T1-token")] + Array(repeating: .answer(503, ""), count: 9))
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.read") }
    #expect(error?.kind.exitCode == .failure)
    #expect(transport.requests.count == 4)
  }

  @Test func requestsKeepTheirPace() async throws {
    let clock = StepClock()
    var options = ConnectionOptions()
    options.rate = 2
    let (connection, _) = try connection(Array(repeating: .answer(200, "T1-token"), count: 9), clock: clock, options: options)
    for _ in 0..<3 { _ = try await connection.call("token.get") }
    #expect(clock.sleeps == [.milliseconds(500), .milliseconds(500)])
  }

  @Test func aRawRequestBorrowsAccessAndEffect() async throws {
    let (connection, transport) = try connection([.answer(200, "T1-token")])
    _ = try await connection.send(APIRequest(.get, "/token"))
    #expect(transport.requests[0].headers["X-Sign"] == nil)
    #expect(transport.requests[0].headers["Accept"] == "application/json")
  }

  @Test func anAnswerLargerThanTheLimitIsRefused() async throws {
    var options = ConnectionOptions()
    options.answerLimit = 10
    let (connection, transport) = try connection(Array(repeating: .answer(200, "0123456789ABC"), count: 5), options: options)
    let error = await #expect(throws: APIError.self) { try await connection.call("token.get") }
    #expect(error?.fault == "tooLarge")
    #expect(transport.requests.count == 1)
  }

  @Test func aRequestThatCannotBeSentIsWrongUsageAndNotRepeated() async throws {
    let (connection, transport) = try connection(
      [.answer(200, "T1-token")] + Array(repeating: .failure(TransportError(.unsendable, "a raw space")), count: 3))
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.read") }
    #expect(error?.kind == .usage)
    #expect(transport.requests.count == 2)
  }

  @Test func aSecretTheServerEchoesIsNotInTheError() async throws {
    let (connection, _) = try connection([.answer(200, "T1-token"), .answer(400, "who is T1-token and topsecret?")])
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.write", ["name": "x"]) }
    #expect(error?.message.en.contains("who is <redacted> and <redacted>?") == true)
  }
}
