import HufuClient
import HufuProfiles
import HufuSigning

/// A secret given on the command line: a reference, `-` for standard input, or, with a warning, the text itself.
enum SecretText {
  static func read(_ text: String, flag: String, in shell: Shell) async throws -> Secret {
    let secret: Secret
    if text == "-", let ask = shell.askSecret {
      guard let line = ask("\(flag): "), !line.isEmpty else { throw UsageError(zh: "\(flag) 没有输入。", en: "\(flag): nothing was typed.") }
      secret = Secret(line)
    } else if text == "-" {
      let line = String(decoding: try shell.readInput(), as: UTF8.self).split(whereSeparator: \.isNewline).first
      guard let line else { throw UsageError(zh: "\(flag) -：标准输入是空的。", en: "\(flag) -: standard input is empty.") }
      secret = Secret(String(line))
    } else {
      let reference = try SecretReference(text)
      if reference.isLiteral, !text.hasPrefix("literal:") {
        shell.notice(
          Notice(
            .configuration, zh: "\(flag) 直接写在命令行上，会留在历史和进程列表里；请用 env:、file: 或 -。",
            en: "\(flag) stands on the command line, where history and process lists keep it; use env:, file: or -."))
      }
      secret = try await shell.secrets.resolve(reference)
    }
    shell.redactor.learn(secret)
    return secret
  }
}
