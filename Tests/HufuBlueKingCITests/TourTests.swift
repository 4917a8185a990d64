import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@testable import HufuBlueKingCI

@Suite struct TourTests {
  @Test(arguments: ["", "off"]) func `the tour runs to its end in time`(suffix: String) async throws {
    let stage = try Stage(suffix)
    let start = stage.clock.now
    let said = Mutex<[Bilingual]>([])
    let profile = try #require(Stage.variants.first { $0.suffix == suffix }).profile
    let visit = Visit<BlueKingCI>(
      client: Client(stage.connection), credential: try BlueKingCI.credential(from: profile.credentials.mapValues { Secret($0) }),
      timing: stage.clock.timing, browser: { try await stage.raw($0) }, say: { text in said.withLock { $0.append(text) } })
    try await BlueKingCI.tour(visit)
    #expect(stage.clock.now - start < .seconds(10))
    let told = said.withLock { $0 }
    #expect(told.count >= 6)
    #expect(told.contains { $0.zh.contains("BUILD_TYPE=release TARGET=linux-amd64") })
    #expect(told.last?.zh.contains("demo-build #127") == true)
    #expect(!told.contains { $0.zh.contains("\u{1B}") })
  }

  @Test func `the tour says so when a start comes to nothing`() async throws {
    let stage = try Stage()
    stage.sandbox.inject(.startSwallowed(times: 1), now: stage.clock.now)
    let visit = Visit<BlueKingCI>(
      client: Client(stage.connection), credential: .init(), timing: stage.clock.timing, browser: { try await stage.raw($0) }, say: { _ in }
    )
    let failure = await #expect(throws: TourFailure.self) { try await BlueKingCI.tour(visit) }
    #expect(failure?.message.en.contains("inconclusive") == true)
  }
}
