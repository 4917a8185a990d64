import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct TourTests {
  @Test(arguments: MeterSphere.Generation.allCases)
  func reachesItsEndInUnderTenSeconds(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let told = Locked<[Bilingual]>([])
    let start = playground.clock.now
    try await MeterSphere.tour(
      Visit(client: playground.client, credential: playground.credential, timing: playground.clock.timing) {
        playground.send($0)
      } say: {
        told.value.append($0)
      })
    #expect(playground.clock.now - start < .seconds(10))
    #expect(told.value.count == 5)
    #expect(told.value.last?.zh.contains("shareId=") == true)
    #expect(told.value.allSatisfy { !$0.zh.contains(World.secretKey) && !$0.en.contains(World.secretKey) })
    // Every poll had a ticket of its own, or a strict sandbox would have said no.
    let strict = try Playground(generation, mode: .strict)
    try await MeterSphere.tour(
      Visit(client: strict.client, credential: strict.credential, timing: strict.clock.timing) {
        strict.send($0)
      } say: { _ in
      })
  }
}
