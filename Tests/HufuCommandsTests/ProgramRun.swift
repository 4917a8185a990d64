import Subprocess
import Testing

/// A program of this machine run to its end: `python3`, `sh` with `curl`.
struct ProgramRun {
  var isSuccess: Bool
  var output: String
  var complaint: String

  /// When the test runs out of time and is cancelled, the program and its children end with it.
  static func of(_ program: String, _ arguments: [String]) async throws -> ProgramRun {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))]
    let run = try await Subprocess.run(
      .name(program), arguments: Arguments(arguments), environment: .inherit.updating(surroundings), platformOptions: options,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return ProgramRun(isSuccess: run.terminationStatus.isSuccess, output: run.standardOutput, complaint: run.standardError)
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

  /// Runs the test where curl is there.
  static var enabledWithCurl: Self { .enabled("needs curl") { await ProgramRun.succeeds("curl", "--version") } }
}
