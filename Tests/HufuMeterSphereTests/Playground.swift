import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// A sandbox of one generation with a client of its own, on a clock that only sleeping moves.
struct Playground {
  let generation: MeterSphere.Generation
  let variant: SandboxVariant
  let sandbox: Sandbox
  let clock: StepClock
  let client: Client<MeterSphere>
  let mount: String
  let wire: Wiretap
  let notices = Notices()

  var connection: Connection { client.connection }
  var credential: MeterSphere.Credential {
    MeterSphere.Credential(accessKey: World.accessKey, secretKey: Secret(World.secretKey))
  }
  var project: String { variant.profile.defaults["project"] ?? "" }
  func plan(_ index: Int) -> String { Numbering(generation: generation).id(.plan, index) }

  init(
    _ generation: MeterSphere.Generation, mode: SandboxOptions.Mode = .real, config: JSONValue = .object([]), secretKey: String? = nil,
    settings: [String: String] = [:], hiding defaults: Set<String> = [], correctsSkew: Bool = true, clock: StepClock = StepClock(),
    host: String = "127.0.0.1",
    tamper: @escaping Wiretap.Tamper = { _, request, pass in try await pass(request) }
  ) throws {
    self.generation = generation
    let variant = try #require(MeterSphere.sandboxes.first { $0.profile.settings["generation"] == generation.rawValue })
    self.variant = variant
    self.clock = clock
    mount = variant.suffix.isEmpty ? "metersphere" : "metersphere@" + variant.suffix
    sandbox = try Sandbox(variant, at: mount, options: SandboxOptions(mode: mode, config: config))
    wire = try Wiretap(SandboxTransport(sandbox, timing: clock.timing), generation, tamper: tamper)
    var endpoint = SandboxTransport.endpoint(of: mount)
    if host != "127.0.0.1" { endpoint = Endpoint(scheme: .https, host: host, port: nil, prefix: endpoint.prefix) }
    var options = ConnectionOptions()
    options.correctsSkew = correctsSkew
    options.notice = notices.hear
    var credentials = variant.profile.credentials.mapValues { Secret($0) }
    if let secretKey { credentials["secretKey"] = Secret(secretKey) }
    let connection = try MeterSphere.connect(
      credentials: credentials,
      settings: variant.profile.settings.merging(settings) { $1 }.filter { !defaults.contains($0.key) }.mapValues { .string($0) },
      at: endpoint, over: wire, timing: clock.timing, entropy: .counting(),
      defaults: variant.profile.defaults.filter { !defaults.contains($0.key) }, options: options)
    client = Client(connection)
  }

  /// Sends a request as it is, past the client.
  func send(_ request: APIRequest) -> APIResponse { sandbox.deliver(request, to: mount, at: clock.now).answer.response }

  /// The request with these headers set on top of a good ticket.
  func signed(
    _ request: APIRequest, credential other: MeterSphere.Credential? = nil, nonce: String = "123e4567-e89b-42d3-a456-426614174000"
  ) throws -> APIRequest {
    let settings = MeterSphere.Settings(generation: generation, project: project)
    return try MeterSphere(settings: settings).signer(for: other ?? credential, token: nil).signed(request, at: clock.now, nonce: nonce)
  }

  func json(_ response: APIResponse) throws -> JSONValue { try JSONValue(parsing: response.body) }

  /// The error a call ends in.
  func failure(_ name: String, _ arguments: Arguments = [:]) async -> (any Error)? {
    do {
      _ = try await connection.call(name, arguments)
      return nil
    } catch { return error }
  }
}

/// What a connection told beside its answers.
final class Notices: Sendable {
  private let heard = Locked<[Notice.Kind]>([])
  var kinds: [Notice.Kind] { heard.value }
  var hear: @Sendable (Notice) -> Void { { [heard] notice in heard.value.append(notice.kind) } }
}
