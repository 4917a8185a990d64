import HufuClient
import HufuISRPA
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// One sandbox, one clock, and ways to reach it as a client would.
struct Scene {
  let clock = StepClock()
  let sandbox: Sandbox
  let profile: SampleProfile

  init(_ mode: SandboxOptions.Mode = .real, seed: UInt64 = 1) throws {
    let variant = try #require(ISRPA.sandboxes.first)
    profile = variant.profile
    sandbox = try Sandbox(variant, at: "isrpa", options: SandboxOptions(mode: mode, seed: seed))
  }

  var transport: SandboxTransport { SandboxTransport(sandbox, timing: clock.timing) }
  var endpoint: Endpoint { SandboxTransport.endpoint(of: "isrpa") }

  func connection(
    settings: [String: JSONValue] = [:], secretKey: String? = nil, options: ConnectionOptions = ConnectionOptions()
  ) throws -> Connection {
    var credentials = profile.credentials.mapValues { Secret($0) }
    if let secretKey { credentials["secretKey"] = Secret(secretKey) }
    let standing = profile.settings.mapValues(JSONValue.string)
    return try ISRPA.connect(
      credentials: credentials, settings: standing.merging(settings) { $1 }, at: endpoint, over: transport, timing: clock.timing,
      entropy: .counting(),
      options: options)
  }

  /// What stands in the journal, as `METHOD path status reason`.
  var journal: [String] {
    sandbox.journal.map { "\($0.method.rawValue) \($0.path) \($0.status ?? 0) \($0.refusal ?? "")" }
  }
}

/// An operation's refusal, whatever its type.
func failure<Value>(_ body: () async throws -> Value) async -> (any ExplainedError)? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? any ExplainedError
  }
}

func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
func string(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
