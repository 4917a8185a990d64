import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct ClockSkewTests {
  private func listening() -> (ConnectionOptions, @Sendable () -> [Notice]) {
    let heard = Heard()
    var options = ConnectionOptions()
    options.notice = heard.add
    return (options, { heard.all })
  }

  final class Heard: Sendable {
    private let notices = Mutex<[Notice]>([])
    var all: [Notice] { notices.withLock { $0 } }
    @Sendable func add(_ notice: Notice) { notices.withLock { $0.append(notice) } }
  }

  private func times(_ transport: ScriptedTransport) -> [Int64] {
    transport.requests.compactMap { $0.headers["X-Sign"]?.split(separator: "|")[2] }.compactMap { Int64($0) }
  }

  /// Signing by the server's time is refused the same way: then it was the key, and our own clock is trusted again.
  @Test func aWrongKeyIsNotBlamedOnTheClock() async throws {
    let (options, notices) = listening()
    let clock = StepClock()
    let date = HeaderField("Date", (clock.now + .seconds(600)).httpDate)
    let (connection, transport) = try connection(
      [
        .answer(200, "T1-token"), .answer(401, "no such key", [date]), .answer(401, "no such key", [date]), .answer(200, "T2-token"),
        .answer(401, "no such key", [date]), .answer(200, "{}"),
      ], clock: clock, options: options)
    let error = await #expect(throws: APIError.self) { try await connection.call("thing.read") }
    #expect(error?.fault == "badKey")
    #expect(connection.authorizer.skew.offset == .zero)
    #expect(notices().map(\.kind) == [.skew, .skew])
    _ = try await connection.call("thing.read")
    let now = clock.now.milliseconds
    #expect(times(transport) == [now, now + 600_000, now + 600_000, now])
  }

  /// A token call that is refused for its time is no other case.
  @Test func theClockIsLearntFromATokenCallToo() async throws {
    let clock = StepClock()
    let date = HeaderField("Date", (clock.now - .seconds(600)).httpDate)
    let (connection, transport) = try connection(
      [.answer(401, "no such key", [date]), .answer(200, "T1-token"), .answer(200, "{}")], clock: clock)
    _ = try await connection.call("thing.read")
    #expect(times(transport) == [clock.now.milliseconds - 600_000])
  }

  /// Both were signed by the wrong clock; what the first has learnt helps the second as well.
  @Test func twoRequestsRefusedAtOnceAreBothSignedAnew() async throws {
    let clock = StepClock()
    let transport = Watchmaker(clock: clock, offset: .seconds(600))
    let connection = try Fake.connect(
      credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com"), over: transport,
      timing: clock.timing, entropy: .counting())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { _ = try await connection.call("rows.list") } }
      try await group.waitForAll()
    }
    #expect(connection.authorizer.skew.offset == .seconds(600))
  }

  /// An answer that took two minutes shows a clock two minutes on.
  @Test func aSlowAnswerIsNoSkew() async throws {
    let clock = StepClock()
    let transport = Watchmaker(clock: clock, offset: .zero, delay: .seconds(120), isDeaf: true)
    let (options, notices) = listening()
    let connection = try Fake.connect(
      credentials: ["key": Secret("k"), "secret": Secret("topsecret")], at: Endpoint("https://fake.example.com"), over: transport,
      timing: clock.timing, entropy: .counting(), options: options)
    await #expect(throws: APIError.self) { try await connection.call("rows.list") }
    #expect(notices().isEmpty)
  }

  /// A server that takes no request signed more than a minute from its own time; it answers the first ones together.
  final class Watchmaker: Transport {
    let clock: StepClock
    let offset: Duration
    let delay: Duration
    /// Refuses everything.
    let isDeaf: Bool
    private let waiting = Mutex(0)

    init(clock: StepClock, offset: Duration, delay: Duration = .zero, isDeaf: Bool = false) {
      self.clock = clock
      self.offset = offset
      self.delay = delay
      self.isDeaf = isDeaf
    }

    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      let time = request.headers["X-Sign"].flatMap { Int64($0.split(separator: "|")[2]) } ?? 0
      waiting.withLock { $0 += 1 }
      if !isDeaf, clock.now.milliseconds == time { while waiting.withLock({ $0 }) < 8 { await Task.yield() } }
      if delay > .zero { clock.advance(by: delay) }
      let now = clock.now + offset
      let isLate = isDeaf || (now - Timestamp(time)) > .seconds(60)
      let body = isLate ? "no such key" : #"{"count":0,"rows":[]}"#
      return Incoming(
        ResponseHead(status: isLate ? 401 : 200, headers: [HeaderField("Date", now.httpDate)]),
        body: AsyncThrowingStream {
          $0.yield(Array(body.utf8)); $0.finish()
        })
    }
  }
}
