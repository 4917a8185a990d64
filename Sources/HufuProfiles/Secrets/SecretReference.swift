import HufuClient
import HufuHTTP
public import HufuSigning

/// Where a secret is to be found; the form in which profiles, flags and variables speak of secrets.
///
/// | written | means |
/// |---|---|
/// | `env:NAME` | an environment variable |
/// | `file:PATH` | a file only its owner can read, its owner being you or root; `~` is the home directory, line ends at the end are cut |
/// | `cmd:COMMAND` | what a command prints, run by `sh -c`, once per process |
/// | `keyring:SERVICE/ACCOUNT` | the desktop's keyring |
/// | `literal:TEXT`, or plain text | the text itself |
public enum SecretReference: Sendable, Hashable, CustomStringConvertible {
  case environment(String)
  case file(String)
  case command(String)
  case keyring(service: String, account: String)
  case literal(Secret)

  /// - Throws: ``HufuClient/ConfigurationError`` for a known prefix with nothing usable behind it.
  public init(_ text: String) throws {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard halves.count == 2, let prefix = SecretPrefix(rawValue: halves[0]) else {
      self = .literal(Secret(text))
      return
    }
    let rest = halves[1]
    guard prefix == .literal || !rest.isEmpty else { throw Self.incomplete(prefix) }
    switch prefix {
    case .env: self = .environment(rest)
    case .file: self = .file(rest)
    case .cmd: self = .command(rest)
    case .literal: self = .literal(Secret(rest))
    case .keyring:
      let parts = rest.split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw Self.incomplete(prefix) }
      self = .keyring(service: parts[0], account: parts[1])
    }
  }

  public var isLiteral: Bool { plainText != nil }

  /// The text of a literal; for values that are no secret.
  package var plainText: String? { if case .literal(let secret) = self { secret.reveal() } else { nil } }

  /// The reference without any secret: of a command only its program, of a literal nothing.
  public var description: String {
    switch self {
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .command(let command): "cmd:\(Self.program(of: command).map { $0 + " " } ?? "")…"
    case .keyring(let service, let account): "keyring:\(service)/\(account)"
    case .literal: "literal:\(Redactor.mark)"
    }
  }

  /// The reference as it is written into a file, a literal in clear.
  package var written: String {
    switch self {
    case .command(let command): return "cmd:\(command)"
    case .literal(let secret):
      let text = secret.reveal()
      // What looks like a reference needs the prefix that says it is none.
      if case .literal? = try? SecretReference(text), !text.hasPrefix("literal:") { return text }
      return "literal:\(text)"
    default: return description
    }
  }

  /// A proxy's address as it may be shown.
  var proxyText: String { plainText.map { (try? ProxyServer($0))?.description ?? Redactor.mark } ?? description }

  /// The first word, if it is a plain path; in `TOKEN=… tool` or `tool<<<…` it holds more than that.
  private static func program(of command: String) -> Substring? {
    guard let word = command.split(whereSeparator: \.isWhitespace).first else { return nil }
    return word.allSatisfy { $0.isLetter || $0.isNumber || "/._-+~".contains($0) } ? word : nil
  }

  private static func incomplete(_ prefix: SecretPrefix) -> ConfigurationError {
    ConfigurationError(zh: "引用不完整，应为 \(prefix.form)。", en: "The reference is incomplete; expected \(prefix.form).")
  }
}
