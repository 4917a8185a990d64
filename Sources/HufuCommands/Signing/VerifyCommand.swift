import ArgumentParser
import HufuClient
import HufuSigning

/// `hufu verify PROFILE`
struct VerifyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify", abstract: help("验证标准输入上的已签名请求（json 形式）", "Verify a signed request (json form) from standard input"),
      discussion: help(
        "接受时退出码 0，拒绝时 4 并说明原因。\n例：hufu sign ms GET /x --format json | hufu verify ms",
        "Exit code 0 when accepted; 4 with the reason when not.\nExample: hufu sign ms GET /x --format json | hufu verify ms"))
  }
  @OptionGroup var profile: ProfileOptions
  @Option(name: .long, help: ArgumentHelp(zh: "验证时的时间，毫秒", en: "the server's time, in milliseconds", valueName: "MILLIS")) var at: Int64?
  @Flag(name: .long, help: ArgumentHelp(zh: "比真实平台更严格", en: "stricter than the real platform")) var strict = false

  func run() async throws {
    let shell = Shell.current
    let text = try shell.readInput()
    try await profile.withConnection(in: shell) { connection in
      let request = try SignedRequest.parse(text, for: connection.endpoint)
      do {
        let now = at.map { Timestamp($0) } ?? shell.timing.now()
        let proof = try connection.authorizer.verify(request, strict: strict, at: now)
        shell.output.write(Array((shell.redactor.clean(shell.text("接受：", "accepted: ") + proof.subject) + "\n").utf8))
      } catch let rejection as SignatureRejection {
        shell.output.write(Array((shell.redactor.clean(rejection.line(in: shell.language)) + "\n").utf8))
        throw Leave(code: .authentication)
      }
    }
  }
}

extension SignatureRejection {
  /// The reason in words.
  func line(in language: Language) -> String {
    let reason: Bilingual =
      switch self.reason {
      case .missing: Bilingual(zh: "缺少签名所需的部分", en: "a part of the handshake is missing")
      case .malformed: Bilingual(zh: "签名格式不对", en: "the signature cannot be read")
      case .unknownKey: Bilingual(zh: "不认识这个密钥或令牌", en: "the key or token is not known")
      case .expired: Bilingual(zh: "时间超出窗口或令牌已过期", en: "the time is outside the window, or the token has expired")
      case .mismatch: Bilingual(zh: "签名不符", en: "the signature does not match")
      case .replayed: Bilingual(zh: "签名已经用过", en: "the signature was used before")
      }
    let detail = self.detail.isEmpty ? "" : " (\(self.detail))"
    return (language == .zh ? "拒绝：" : "refused: ") + reason[language] + detail
  }
}
