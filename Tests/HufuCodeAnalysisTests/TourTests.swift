import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

@Suite struct TourTests {
  func visit(_ stage: Stage, _ heard: Heard, token: String = Resident.keeper.token) -> Visit<CodeAnalysis> {
    let transport = SandboxTransport(stage.sandbox, timing: stage.clock.timing)
    return Visit(
      client: Client(stage.connection(token: token)), credential: .init(token: Secret(token)), timing: stage.clock.timing,
      browser: { try await transport.open($0, to: SandboxTransport.endpoint(of: "tca")).collect(upTo: 1 << 20) },
      say: { heard.hear($0.zh) })
  }

  @Test func runsToItsEnd() async throws {
    let stage = try Stage()
    let heard = Heard()
    let start = stage.clock.now
    try await CodeAnalysis.tour(visit(stage, heard))
    #expect(heard.texts.count == 4 && heard.texts[0].contains("keeper") && heard.texts[1].contains("30 个代码库"))
    #expect(heard.texts[2].contains("23/27/5") && heard.texts[3].contains("通过") && heard.texts[3].contains("3 个有行号"), "\(heard.texts)")
    #expect(stage.clock.now - start < .seconds(10))
  }

  @Test func failsWhereItShould() async throws {
    let stage = try Stage()
    await #expect(throws: APIError.self) { try await CodeAnalysis.tour(visit(stage, Heard(), token: "wrong")) }
    _ = try await stage.call("repo.delete", ["repo": 4])
    await #expect(throws: TourFailure.self) { try await CodeAnalysis.tour(visit(stage, Heard())) }
  }
}
