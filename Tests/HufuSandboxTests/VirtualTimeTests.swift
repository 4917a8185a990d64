import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

struct VirtualTimeTests {
  @Test func aSleepAloneLeaps() async throws {
    let time = VirtualTime(Timestamp(0))
    try await time.timing.sleep(.seconds(3600))
    #expect(time.now == Timestamp(3_600_000))
  }

  @Test func severalSleepersWakeInTheOrderOfTheirTimes() async throws {
    let time = VirtualTime(Timestamp(0))
    let log = Mutex<[String]>([])
    func walker(_ name: String, every seconds: Int, times: Int) -> @Sendable () async throws -> Void {
      {
        for _ in 0..<times {
          try await time.timing.sleep(.seconds(seconds))
          log.withLock { $0.append("\(name)\(time.now.milliseconds / 1000)") }
        }
      }
    }
    try await time.run([walker("a", every: 3, times: 3), walker("b", every: 5, times: 2), walker("c", every: 1, times: 1)])
    #expect(log.withLock { $0 } == ["c1", "a3", "b5", "a6", "a9", "b10"])
    #expect(time.now == Timestamp(10_000))
  }

  @Test func whoHasEndedIsNotWaitedFor() async throws {
    let time = VirtualTime(Timestamp(0))
    try await time.run([{}, { try await time.timing.sleep(.seconds(1)) }])
    #expect(time.now == Timestamp(1000))
  }

  @Test func anErrorCancelsTheSleepers() async throws {
    struct Stop: Error {}
    let time = VirtualTime(Timestamp(0))
    await #expect(throws: Stop.self) {
      try await time.run([
        {
          try await time.timing.sleep(.seconds(1)); throw Stop()
        }, { while true { try await time.timing.sleep(.seconds(60)) } },
      ])
    }
    #expect(time.now == Timestamp(1000))
  }
}
