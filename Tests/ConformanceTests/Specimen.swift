import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// One platform in one of its forms: what the laws are run over.
struct Specimen: Sendable, CustomTestStringConvertible {
  let platform: any Platform.Type
  let variant: SandboxVariant

  static let all: [Specimen] = Platforms.all.flatMap { platform in platform.sandboxes.map { Specimen(platform: platform, variant: $0) } }

  var testDescription: String { variant.profile.name }

  /// A connection with the sandbox's own credential; one that signs with tokens is given one.
  func connection(over transport: any Transport = ScriptedTransport([]), clock: StepClock = StepClock()) throws -> Connection {
    func make(_ options: ConnectionOptions) throws -> Connection {
      try platform.connect(
        credentials: variant.profile.credentials.mapValues { Secret($0) }, settings: variant.profile.settings.mapValues(JSONValue.string),
        at: SandboxTransport.endpoint(of: platform.id), over: transport, timing: clock.timing, entropy: .counting(),
        defaults: variant.profile.defaults, options: options)
    }
    let plain = try make(ConnectionOptions())
    guard plain.authorizer.tokens != nil, !plain.authorizer.makesTokensOffline else { return plain }
    var options = ConnectionOptions()
    options.token = AccessToken(Secret("0123456789abcdef0123456789abcdef"))
    return try make(options)
  }
}
