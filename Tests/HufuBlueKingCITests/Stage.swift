import HufuBlueKingCI
import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

/// A sandbox of BlueKing CI in this process, a clock that stands still until somebody sleeps, and a connection to it.
struct Stage {
  static let variants = BlueKingCI.sandboxes

  let clock: StepClock
  let sandbox: Sandbox
  let connection: Connection
  let transport: SandboxTransport

  init(
    _ suffix: String = "", credentials: [String: String]? = nil, settings: [String: JSONValue] = [:], defaults: [String: String]? = nil,
    mode: SandboxOptions.Mode = .real, config: JSONValue = .object([]), options: ConnectionOptions = ConnectionOptions(),
    clock: StepClock = StepClock(), over line: (SandboxTransport) -> any Transport = { $0 }
  ) throws {
    self.clock = clock
    let variant = try #require(Self.variants.first { $0.suffix == suffix })
    sandbox = try Sandbox(variant, at: "bkci", options: SandboxOptions(mode: mode, config: config))
    transport = SandboxTransport(sandbox, timing: clock.timing)
    connection = try BlueKingCI.connect(
      credentials: (credentials ?? variant.profile.credentials).mapValues { Secret($0) }, settings: settings,
      at: SandboxTransport.endpoint(of: "bkci"), over: line(transport), timing: clock.timing, entropy: .counting(),
      defaults: defaults ?? variant.profile.defaults, options: options)
  }

  /// Calls an operation and reads its payload.
  func call(_ name: String, _ arguments: Arguments = [:]) async throws -> JSONValue {
    try JSONValue(parsing: try await connection.call(name, arguments).payload)
  }

  /// Sends a request as it is, unsigned.
  func raw(_ request: APIRequest) async throws -> APIResponse {
    try await transport.open(request, to: SandboxTransport.endpoint(of: "bkci")).collect(upTo: 1 << 24)
  }

  /// The error of a call that must not succeed.
  func refusal(_ name: String, _ arguments: Arguments = [:]) async throws -> APIError {
    try await #require(throws: APIError.self) { try await connection.call(name, arguments) }
  }

  /// The id of the pipeline of that name.
  func pipeline(_ name: String) async throws -> String {
    let found = try await call("pipelines.search", ["name": .string(name)])
    return try #require(found[0]?["pipelineId"]?.text)
  }

  /// Starts a build of the pipeline of that name; what comes back names both in further calls.
  func start(_ name: String, _ parameters: Arguments = [:]) async throws -> Arguments {
    let pipeline = try await pipeline(name)
    var arguments = parameters
    arguments.set("pipeline", .text(pipeline))
    let build = try #require(try await call("build.start", arguments)["id"]?.text)
    return ["pipeline": .string(pipeline), "build": .string(build)]
  }

  func status(_ build: Arguments) async throws -> String? { try await call("build.status", build)["status"]?.text }

  /// Lets time pass.
  func wait(_ duration: Duration) { clock.advance(by: duration) }
}

extension Arguments {
  /// These arguments and one more.
  func with(_ name: String, _ value: JSONValue) -> Arguments {
    var arguments = self
    arguments.set(name, .json(value))
    return arguments
  }
}
