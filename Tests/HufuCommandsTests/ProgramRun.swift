import Foundation
import Subprocess
import Testing

/// A program of this machine run to its end: `python3`, `sh` with `curl`.
struct ProgramRun {
  var isSuccess: Bool
  var output: String
  var complaint: String

  /// When the test runs out of time and is cancelled, the program and its children end with it.
  ///
  /// - Parameters:
  ///   - program: a name to be found in ``folder`` or on the path.
  ///   - environment: what is set beside what this process has.
  static func of(_ program: String, _ arguments: [String], environment: [String: String] = [:]) async throws -> ProgramRun {
    let run = try await Subprocess.run(
      .name(program), arguments: Arguments(arguments), environment: surroundings(environment), platformOptions: options,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return ProgramRun(isSuccess: run.terminationStatus.isSuccess, output: run.standardOutput, complaint: run.standardError)
  }

  /// Starts a program and kills it (SIGKILL) once `moment` returns.
  static func killed(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], at moment: () async throws -> Void
  ) async throws {
    _ = try await Subprocess.run(
      .name(program), arguments: Arguments(arguments), environment: surroundings(environment), platformOptions: options,
      input: .none, output: .discarded, error: .discarded
    ) { execution in
      try await moment()
      try execution.send(signal: .kill)
    }
  }

  /// The folder of these tests, and of the command built with them.
  static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path

  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))]
    return options
  }

  private static func surroundings(_ environment: [String: String]) -> Environment {
    let path = folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    return .inherit.updating(surroundings).updating(["PATH": path]).updating(
      Dictionary(uniqueKeysWithValues: environment.map { (.init(stringLiteral: $0), $1) }))
  }

  /// Whether the program is there and says yes.
  static func succeeds(_ program: String, _ arguments: String...) async -> Bool {
    (try? await of(program, arguments))?.isSuccess ?? false
  }

  /// No proxy stands between a program and the sandbox; Python leaves no files behind and writes UTF-8 whatever the locale.
  private static let surroundings: [Environment.Key: String?] = [
    "http_proxy": nil, "HTTP_PROXY": nil, "https_proxy": nil, "HTTPS_PROXY": nil, "all_proxy": nil, "ALL_PROXY": nil,
    "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
  ]
}

extension Trait where Self == ConditionTrait {
  /// Runs the test where python3 can import these modules, and says what is missing where not.
  static func enabled(python modules: String...) -> Self {
    .enabled("needs python3 and its modules \(modules.joined(separator: ", "))") {
      await ProgramRun.succeeds("python3", "-c", "import " + modules.joined(separator: ", "))
    }
  }

  /// Runs the test where the command was built beside the tests.
  static var enabledWithCommand: Self {
    .enabled("needs hufu in \(ProgramRun.folder)") { FileManager.default.isExecutableFile(atPath: ProgramRun.folder + "/hufu") }
  }

  /// Runs the test where curl is there.
  static var enabledWithCurl: Self { .enabled("needs curl") { await ProgramRun.succeeds("curl", "--version") } }
}
