import HufuClient
import HufuISRPA
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct TourTests {
  @Test(arguments: SandboxOptions.Mode.allCases)
  func `the tour runs to its end`(mode: SandboxOptions.Mode) async throws {
    let scene = try Scene(mode)
    let said = Mutex<[Bilingual]>([])
    let transport = scene.transport
    let endpoint = scene.endpoint
    let visit = Visit<ISRPA>(
      client: Client(try scene.connection()),
      credential: try ISRPA.credential(from: scene.profile.credentials.mapValues { Secret($0) }), timing: scene.clock.timing,
      browser: { try await transport.open($0, to: endpoint).collect(upTo: 1 << 20) }, say: { text in said.withLock { $0.append(text) } })
    let start = scene.clock.now
    try await ISRPA.tour(visit)
    #expect(said.withLock { $0.count } == 5)
    #expect(said.withLock { $0.last?.en } == "3 polls, each signed anew; verdict: passed.")
    #expect(scene.clock.now - start < .seconds(10))
    #expect(
      scene.journal.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "GET /oapi/v1/token", "POST /oapi/v1/job/create", "GET /oapi/v1/token", "POST /oapi/v1/job/create",
        "GET /oapi/v1/sandbox/job/status", "GET /oapi/v1/sandbox/job/status", "GET /oapi/v1/sandbox/job/status",
      ])
    #expect(scene.sandbox.journal.allSatisfy { $0.refusal == nil })
  }
}
