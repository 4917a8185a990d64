import Foundation
import HufuClient
import HufuCommands
import HufuPlatforms
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization

/// The command as a user meets it: a folder with a config file, the sandbox at the other end of every profile, and all that it prints.
struct Desk: Sendable {
  let sandbox: Sandbox
  let plan: SandboxPlan
  let config: String
  let clock: StepClock
  let folder: String
  /// Nonces that no two command lines share.
  private let entropy = Entropy.counting()

  /// The result of one command line.
  struct Outcome: Sendable {
    var exit: ExitCode
    var output: String
    var errors: String
    var outputBytes: [UInt8]
  }

  init(mode: SandboxOptions.Mode = .real, config sandboxConfig: JSONValue = .object([])) throws {
    plan = try SandboxPlan(Platforms.all, mode: mode, config: sandboxConfig)
    sandbox = try plan.sandbox()
    clock = StepClock(Timestamp(1_795_000_000_000))
    folder = FileManager.default.temporaryDirectory.appending(path: "hufu-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    config = folder + "/config.yaml"
    try write(SandboxProfiles.yaml(baseURL: "http://127.0.0.1:7800", plan: plan), to: "config.yaml", mode: 0o600)
  }

  @discardableResult func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
    let path = folder + "/" + name
    _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
    return path
  }

  /// Runs one command line.
  func hufu(
    _ arguments: String..., input: String = "", environment: [String: String] = [:], language: Language = .en, terminal: Bool = false,
    transport: (any Transport)? = nil
  ) async -> Outcome {
    await run(arguments, input: input, environment: environment, language: language, terminal: terminal, transport: transport)
  }

  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], language: Language = .en, terminal: Bool = false,
    transport: (any Transport)? = nil, changing change: (inout Shell) -> Void = { _ in }
  ) async -> Outcome {
    let out = Mutex<[UInt8]>([]), err = Mutex<[UInt8]>([])
    var shell = Shell(
      environment: ["HUFU_CONFIG": config, "XDG_CACHE_HOME": folder + "/cache"].merging(environment) { $1 }, language: language,
      output: OutputStream(isTerminal: terminal) { bytes in out.withLock { $0 += bytes } },
      errors: OutputStream { bytes in err.withLock { $0 += bytes } },
      readInput: { Array(input.utf8) }, timing: clock.timing, entropy: entropy,
      transport: transport ?? SandboxTransport(sandbox, timing: clock.timing))
    change(&shell)
    let exit = await HufuCommand.run(arguments, in: shell)
    let bytes = out.withLock { $0 }
    return Outcome(
      exit: exit, output: String(decoding: bytes, as: UTF8.self), errors: String(decoding: err.withLock { $0 }, as: UTF8.self),
      outputBytes: bytes)
  }
}

/// Platforms by id.
enum Specimens {
  static func platform(_ id: String) -> (any Platform.Type)? { Platforms.all.first { $0.id == id } }
}
