public import FoundationEssentials
import HufuClient
public import HufuSigning
import Synchronization

/// Turns references into secrets. Commands and keyring look-ups run once and are remembered, failures too.
///
/// Use ``shared`` except in tests. No error holds a secret.
public final class SecretResolver: Sendable {
  public static let shared = SecretResolver()

  private let environment: [String: String]
  private let commandTimeout: Duration
  private let keyringTimeout: Duration
  private let runs = Mutex<[SecretReference: Task<Secret, any Error>]>([:])

  /// - Parameter environment: where `env:` looks, what commands see, and `HOME` for `~`.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment, commandTimeout: Duration = .seconds(10),
    keyringTimeout: Duration = .seconds(5)
  ) {
    self.environment = environment
    self.commandTimeout = commandTimeout
    self.keyringTimeout = keyringTimeout
  }

  /// - Throws: ``HufuClient/ConfigurationError`` when there is nothing, or it is kept where others can read it.
  public func resolve(_ reference: SecretReference) async throws -> Secret {
    switch reference {
    case .literal(let secret): return secret
    case .environment(let name):
      guard let text = environment[name], !text.isEmpty else {
        throw ConfigurationError(
          zh: "环境变量 \(name) 未设置或为空。", en: "The environment variable \(name) is not set, or empty.",
          remedy: Bilingual(zh: "先执行 export \(name)=…。", en: "Set it first: export \(name)=…"))
      }
      return Secret(text)
    case .file(let path): return try SecretFile.read(expand(path))
    case .command, .keyring: return try await run(reference).value
    }
  }

  /// A path with its `~` expanded.
  func expand(_ path: String) -> String { HomePath.expand(path, environment) }

  /// The one run of a command; it belongs to no caller, so nobody's cancellation ends it for the others.
  private func run(_ reference: SecretReference) -> Task<Secret, any Error> {
    runs.withLock { runs in
      if let running = runs[reference] { return running }
      let (environment, commandTimeout, keyringTimeout) = (environment, commandTimeout, keyringTimeout)
      let started = Task.detached {
        switch reference {
        case .keyring(let service, let account):
          try await KeyringCommand(service: service, account: account, environment: environment, timeout: keyringTimeout).secret()
        case .command(let command):
          try await ShellCommand(command: command, environment: environment, timeout: commandTimeout).secret()
        case .literal, .environment, .file: throw ConfigurationError(zh: "不是命令引用。", en: "This is no reference to a command.")
        }
      }
      runs[reference] = started
      return started
    }
  }
}
