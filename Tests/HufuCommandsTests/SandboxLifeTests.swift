import Foundation
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// A sandbox that is restarted or put back knows none of the tokens it has lent; who kept one over that gets another.
@Suite struct SandboxLifeTests {
  /// A call with a token of every sandbox that lends them.
  private static let calls = [["isrpa", "job.create", "a=b"], ["tianyi", "devices.list"], ["bkci", "projects.list"]]

  @Test(arguments: calls)
  func theFirstCallAfterAResetIsAnswered(_ call: [String]) async throws {
    let desk = try Desk()
    for _ in 0..<3 {
      let outcome = await desk.run(["call"] + call)
      #expect(outcome.exit == .ok, "\(outcome.errors)")
      desk.sandbox.reset()
    }
  }

  @Test(arguments: calls)
  func theFirstCallAfterARestartIsAnswered(_ call: [String]) async throws {
    let desk = try Desk()
    #expect(await desk.run(["call"] + call).exit == .ok)
    desk.clock.advance(by: .milliseconds(1))
    let outcome = await desk.run(["call"] + call, transport: SandboxTransport(try desk.plan.sandbox(), timing: desk.clock.timing))
    #expect(outcome.exit == .ok, "\(outcome.errors)")
  }

  @Test func theSameSeedAtTheSameTimeLendsTheSame() async throws {
    var tokens: [String] = []
    for life in [0, 0, 1] {
      let desk = try Desk()
      for _ in 0..<life { desk.sandbox.reset() }
      tokens.append(await desk.hufu("call", "isrpa", "token.get", "--reveal").output)
    }
    #expect(tokens[0] == tokens[1] && tokens[0].contains("accessToken"))
    #expect(tokens[0] != tokens[2])
  }
}
