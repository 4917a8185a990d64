import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// What all checks of one run share: the shell, references resolved once, and how the command line wants it.
struct Circumstances: Sendable {
  let shell: Shell
  let resolver: SecretResolver
  let tokenStore: FileTokenStore
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
  /// - Parameters:
  ///   - shift: put to our clock, to try another time.
  ///   - clock: hears what time the server has.
  ///   - store: of tokens.
  func connection(
    of profile: Profile, correctsSkew: Bool, shift: Duration = .zero, hearing clock: HeardTime, keeping store: any TokenStore
  ) async throws -> Connection {
    try await connection(of: profile, correctsSkew: correctsSkew, shift: shift, keeping: store) { way in
      clock.listening(to: try transport(way))
    }
  }

  /// Binds what a profile signs with, and no way to its server: that is judged by itself.
  func binding(of profile: Profile) async throws -> Connection {
    var profile = profile
    (profile.proxy, profile.caFile, profile.pin, profile.isInsecure) = (nil, nil, nil, nil)
    return try await connection(of: profile, correctsSkew: false) { _ in NoWay() }
  }

  private struct NoWay: Transport {
    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      throw TransportError(.notConnected, "nothing is sent")
    }
  }

  private func connection(
    of profile: Profile, correctsSkew: Bool, shift: Duration = .zero, keeping store: (any TokenStore)? = nil,
    over transport: @escaping (HTTPTransportOptions) throws -> any Transport
  ) async throws -> Connection {
    var options = ConnectionOptions()
    options.redactor = shell.redactor
    options.retry = .none
    options.correctsSkew = correctsSkew
    options.tokenStore = store
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
