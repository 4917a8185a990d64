import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSandboxServer
import Testing

/// One platform behind HTTP, as `hufu sandbox --platform ID` serves it: at the root of a port, for as long as a test runs.
struct ServedPlatform {
  let sandbox: Sandbox
  let address: SandboxAddress
  private let profile: SampleProfile

  static func serve(
    _ id: String, generation: String? = nil, mode: SandboxOptions.Mode, while test: @Sendable (ServedPlatform) async throws -> Void
  ) async throws {
    let plan = try SandboxPlan(Platforms.all, platform: id, generation: generation, mode: mode)
    let profile = try #require(plan.mounts.first?.profile)
    let sandbox = try plan.sandbox()
    try await SandboxServer(sandbox, plan: plan).serve { address in
      try await test(ServedPlatform(sandbox: sandbox, address: address, profile: profile))
    }
  }

  var url: String { address.baseURL }

  /// A credential, setting or default of the profile that opens it.
  func sample(_ name: String) throws -> String {
    try #require(profile.credentials[name] ?? profile.settings[name] ?? profile.defaults[name], "the profile has no \(name)")
  }
}
