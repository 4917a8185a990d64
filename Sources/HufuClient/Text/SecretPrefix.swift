/// The words a reference to a secret begins with, each followed by a colon.
package enum SecretPrefix: String, CaseIterable, Sendable {
  case env, file, cmd, keyring, literal

  /// What follows the word, for who has to write it.
  package var form: String {
    switch self {
    case .env: "env:NAME"
    case .file: "file:PATH"
    case .cmd: "cmd:COMMAND"
    case .keyring: "keyring:SERVICE/ACCOUNT"
    case .literal: "literal:TEXT"
    }
  }

  /// Whether a text would be read as a reference.
  package static func begins(_ text: String) -> Bool { allCases.contains { text.hasPrefix($0.rawValue + ":") } }
}
