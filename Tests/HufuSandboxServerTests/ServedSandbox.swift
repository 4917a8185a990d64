import HufuSandbox
import HufuSandboxServer
import HufuTesting

/// A server with the echo platform on a free port, for as long as a test runs.
struct ServedSandbox {
  let sandbox: Sandbox
  let port: Int
  let clock: StepClock

  static func serve(
    platform: String? = nil, bodyLimit: Int = SandboxServer.bodyLimit, while test: @Sendable (ServedSandbox) async throws -> Void
  ) async throws {
    let plan = try SandboxPlan([EchoPlatform.self], platform: platform)
    let sandbox = try plan.sandbox()
    let clock = StepClock()
    let server = SandboxServer(sandbox, plan: plan, timing: clock.timing, bodyLimit: bodyLimit)
    try await server.serve { try await test(ServedSandbox(sandbox: sandbox, port: $0.port, clock: clock)) }
  }
}
