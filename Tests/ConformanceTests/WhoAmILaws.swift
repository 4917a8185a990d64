import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// The call that proves a credential proves it, on every sandbox.
@Suite struct WhoAmILaws {
  @Test(arguments: Specimen.all) func itIsAReadThatSucceedsWithTheSampleCredential(_ specimen: Specimen) async throws {
    guard let whoAmI = specimen.platform.whoAmI else { return }
    let clock = StepClock()
    let sandbox = try Sandbox(specimen.variant, at: specimen.platform.id)
    let connection = try specimen.platform.connect(
      credentials: specimen.variant.profile.credentials.mapValues { Secret($0) },
      settings: specimen.variant.profile.settings.mapValues(JSONValue.string), at: SandboxTransport.endpoint(of: specimen.platform.id),
      over: SandboxTransport(sandbox, timing: clock.timing), timing: clock.timing, entropy: .counting(),
      defaults: specimen.variant.profile.defaults)
    #expect(try connection.catalogue.operation(whoAmI.operation).effect == .read)
    let reply = try await connection.call(whoAmI.operation)
    if !whoAmI.name.isEmpty { #expect(whoAmI.name(in: reply.payload)?.isEmpty == false) }
  }
}
