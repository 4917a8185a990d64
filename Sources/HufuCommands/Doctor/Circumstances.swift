import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// What all checks of one run share: the shell, references resolved once, and how the command line wants it.
struct Circumstances: Sendable {
  let shell: Shell
  let resolver: SecretResolver
  private let tokenStore: FileTokenStore
  /// Whether a clock that is off is corrected, as calls would do it.
  let correctsSkew: Bool
  /// The token of `--token`.
  let token: AccessToken?
  /// nil where a transport stands in for the network.
  let network: NetworkProbe?

  init(_ shell: Shell, correctsSkew: Bool, token: AccessToken? = nil) {
    self.shell = shell
    self.correctsSkew = correctsSkew
    self.token = token
    resolver = shell.secrets
    tokenStore = shell.tokenStore
    network = NetworkProbe.standIn ?? (shell.transport == nil ? .system : nil)
  }

  /// Binds a profile as a call would, but sends nothing twice.
  ///
  /// - Parameter shift: put to our clock, to try another time.
  func connection(of profile: Profile, correctsSkew: Bool, shift: Duration = .zero) async throws -> Connection {
    var options = ConnectionOptions()
    options.redactor = shell.redactor
    options.retry = .none
    options.correctsSkew = correctsSkew
    options.tokenStore = tokenStore
    options.tokenRenewal = .whenDue
    options.token = token
    let timing = Timing(now: { [now = shell.timing.now] in now() + shift }, sleep: shell.timing.sleep, alarm: shell.timing.alarm)
    return try await profile.connection(timing: timing, entropy: shell.entropy, options: options, resolver: resolver) { way, _ in
      try transport(way)
    }
  }

  /// The way the profile's requests take. Its connections close when nobody holds it any more.
  func transport(_ way: HTTPTransportOptions) throws -> any Transport {
    try shell.transport ?? HTTPTransport(way, environment: shell.environment, entropy: shell.entropy)
  }
}
