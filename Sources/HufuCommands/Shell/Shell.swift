package import HufuClient
package import HufuProfiles
package import HufuSigning

/// What surrounds a command: its streams, its environment, its clock, and its way to the network. Injected once, so that tests run commands in
/// this process and see all they print.
package struct Shell: Sendable {
  @TaskLocal package static var current = Shell.system

  package let environment: [String: String]
  /// Resolves references of profiles and of the command line alike, so that a command behind one runs once.
  package let secrets: SecretResolver
  package var language: Language
  package var output: OutputStream
  package var errors: OutputStream
  /// All of standard input, read once.
  package var readInput: @Sendable () throws -> [UInt8]
  /// Asks a person at the terminal without showing what is typed, a line or a PEM block; nil when standard input is no terminal.
  package var askSecret: (@Sendable (_ question: String) -> String?)?
  /// All that a person types or pastes until Ctrl-D, without showing it; nil when standard input is no terminal.
  package var readUnseen: (@Sendable () -> [UInt8])?
  /// Asks a person at the terminal; nil when standard input is no terminal.
  package var ask: (@Sendable (_ question: String) -> String?)?
  /// Opens an address in the person's browser; nil where there is none.
  package var browse: (@Sendable (_ address: String) -> Void)?
  /// Ctrl-C and its like, for as long as somebody listens; ends nothing by itself then.
  package var interrupts: @Sendable () -> AsyncStream<Void> = { AsyncStream { $0.finish() } }
  /// What becomes of the process when its output is not read any more.
  package var readers = Readers()
  /// Leaves the process at once.
  package var quit: @Sendable (ExitCode) -> Void = { _ in }
  package var timing: Timing
  package var entropy: Entropy
  /// Used in place of the network when set.
  package var transport: (any Transport)?
  /// Whether messages are JSON objects, one a line: `--output json`.
  package var speaksJSON = false
  /// Keeps what is said apart from a live view.
  package let foot = Foot()
  /// Learns every secret that passes; cleans what goes to `errors`.
  package var redactor = Redactor()

  package init(
    environment: [String: String], language: Language, output: OutputStream, errors: OutputStream,
    readInput: @escaping @Sendable () throws -> [UInt8], timing: Timing, entropy: Entropy, transport: (any Transport)? = nil
  ) {
    self.environment = environment
    secrets = SecretResolver(environment: environment)
    self.language = language
    self.output = output
    self.errors = errors
    self.readInput = readInput
    self.timing = timing
    self.entropy = entropy
    self.transport = transport
  }

  /// Where this user's tokens are kept between commands.
  package var tokenStore: FileTokenStore {
    FileTokenStore(path: FileTokenStore.standardPath(environment), timing: timing, entropy: entropy) { self.notice($0) }
  }

  /// Writes one line to standard error, cleaned of secrets.
  ///
  /// What is not fit for a terminal (escape sequences in a text somebody gave) is taken out.
  package func say(_ text: String) {
    guard !speaksJSON else { return say(object: ["message": .string(text)]) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).oneLine }
    let cleaned = redactor.clean(lines.joined(separator: "\n"))
    if foot.takes([cleaned]) { return }
    errors.write(Array((cleaned + "\n").utf8))
  }

  /// Writes one JSON object as a line, cleaned of secrets.
  package func say(object: JSONValue) {
    let line = redactor.clean(String(decoding: JSONWriter.compact(object), as: UTF8.self))
    if foot.takes([line]) { return }
    errors.write(Array((line + "\n").utf8))
  }

  package func say(_ text: Bilingual) { say(text[language]) }

  /// Picks the text of the shell's language.
  package func text(_ zh: @autoclosure () -> String, _ en: @autoclosure () -> String) -> String { language == .zh ? zh() : en() }

  /// Notices for people, marked as such.
  package func notice(_ notice: Notice) {
    guard speaksJSON else { return say(text("提示：", "note: ") + notice.text[language]) }
    say(object: ["notice": .string(notice.kind.rawValue), "message": .string(notice.text[language])])
  }
}
