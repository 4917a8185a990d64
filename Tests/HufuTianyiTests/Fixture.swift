import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting

@testable import HufuTianyi

/// A sandbox in this process, and the ways to talk to it.
struct Fixture {
  let sandbox: Sandbox
  let clock: StepClock

  init(mode: SandboxOptions.Mode = .real, config: JSONValue = .object([])) throws {
    sandbox = try Sandbox(Tianyi.sandboxes[0], at: "tianyi", options: SandboxOptions(mode: mode, config: config))
    clock = StepClock()
  }

  static let credential = Tianyi.Credential(
    appId: Tianyi.Sample.appId, appSecret: Secret(Tianyi.Sample.appSecret), rsaPrivateKey: Secret(SandboxKey.privateKey))

  /// The sample profile's settings, changed a little.
  static func settings(_ change: (inout Tianyi.Settings) -> Void = { _ in }) -> Tianyi.Settings {
    var settings = Tianyi.Settings()
    settings.grant = .vcp189
    settings.enterpriseUser = Tianyi.Sample.enterpriseUser
    settings.callbackUrl = Tianyi.Sample.callbackUrl
    change(&settings)
    return settings
  }

  func connection(
    _ settings: Tianyi.Settings = settings(), _ credential: Tianyi.Credential = credential, headers: [HeaderField] = [],
    localClock: StepClock? = nil, notice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) -> Connection {
    var options = ConnectionOptions()
    options.headers = headers
    options.notice = notice
    return Connection(
      Tianyi(settings: settings), credential, at: SandboxTransport.endpoint(of: "tianyi"),
      over: SandboxTransport(sandbox, timing: clock.timing), timing: (localClock ?? clock).timing, entropy: .counting(),
      defaults: Tianyi.sandboxes[0].profile.defaults, options: options)
  }

  /// Unsigned requests, as a browser makes them.
  func browse(_ path: String, query: String) async throws -> APIResponse {
    try await SandboxTransport(sandbox, timing: clock.timing)
      .open(APIRequest(.get, path, query: query), to: SandboxTransport.endpoint(of: "tianyi")).collect(upTo: 1 << 20)
  }

  var lastRefusal: String? { sandbox.journal.last?.refusal }
}

func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
func string(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

/// The error an asynchronous call ends with; nil when it succeeds.
func failure(_ body: () async throws -> some Any) async -> (any Error)? {
  do {
    _ = try await body()
    return nil
  } catch { return error }
}

/// What a synchronous call throws.
func thrown<Failure: Error>(_ body: () throws(Failure) -> some Any) -> Failure? {
  do {
    _ = try body()
    return nil
  } catch { return error }
}
