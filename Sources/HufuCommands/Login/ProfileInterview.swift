import HufuClient
import HufuProfiles
import HufuSigning

/// Asks a person at the terminal for what a new profile still lacks. Secrets are typed unseen.
struct ProfileInterview {
  let shell: Shell
  let ask: @Sendable (_ question: String) -> String?
  let askSecret: @Sendable (_ question: String) -> String?
  let allowsClear: Bool

  /// - Throws: ``UsageError`` when the input ends before everything needed is there.
  func complete(_ draft: inout ProfileDraft) throws {
    let platform = draft.platform
    for field in platform.fields where !draft.holds(field.name) {
      shell.say("\(field.name)\(field.isRequired ? "" : shell.text("（可不填）", " (optional)")): \(field.help[shell.language])")
      if field.isSecret { try askForSecret(field, &draft) } else { try askForText(field, &draft) }
    }
    if let setting = try draft.missingCallback() {
      shell.say("\(setting.name): \(setting.help[shell.language])")
      draft.profile.settings[setting.name] = try answer("  \(setting.name): ", needed: true)
    }
  }

  private func askForText(_ field: CredentialField, _ draft: inout ProfileDraft) throws {
    let text = try answer("  \(field.name): ", needed: field.isRequired)
    if let text { draft.profile.credentials[field.name] = try SecretReference(text) }
  }

  /// How it is to be kept comes first: only what is not kept elsewhere is typed.
  private func askForSecret(_ field: CredentialField, _ draft: inout ProfileDraft) throws {
    let file = SecretFolder(beside: ProfileFile.standardPath(shell.environment)).file(of: field.name, in: draft.profile.name)
    let standard = field.isRequired ? shell.text("回车或 file", "Enter or file") : shell.text("回车不填，file", "Enter for none, file")
    let clear = allowsClear ? shell.text(" · clear 明文写入配置", " · clear (in the configuration)") : ""
    let question = shell.text(
      "  如何保存？\(standard) 存入 \(file)（0600） · env:变量 · cmd:命令 · keyring:服务/账号 · file:文件\(clear)：",
      "  How is it kept? \(standard): in \(file) (0600) · env:NAME · cmd:COMMAND · keyring:SERVICE/ACCOUNT · file:PATH\(clear): ")
    while true {
      switch try answer(question, needed: false) {
      case nil where !field.isRequired: return
      case nil, "file": return draft.kept[field.name] = try typed(field)
      case "clear" where allowsClear: return draft.profile.credentials[field.name] = .literal(try typed(field))
      case let text?:
        let reference = try SecretReference(text)
        guard reference.isLiteral else { return draft.profile.credentials[field.name] = reference }
        // It may be the secret itself, typed too early.
        shell.redactor.learn(Secret(text))
        shell.say(shell.text("  这不是引用；密钥本身在下一步输入。", "  that is no reference; the secret itself is asked for next."))
      }
    }
  }

  private func typed(_ field: CredentialField) throws -> Secret {
    guard let text = askSecret(shell.text("  \(field.name)（输入不显示）：", "  \(field.name) (not shown): ")), !text.isEmpty else {
      throw Self.nothing(field.name)
    }
    let secret = Secret(text)
    shell.redactor.learn(secret)
    guard !SecretLines.isOpen(text) else {
      throw UsageError(
        zh: "\(field.name) 只有开头，没有 -----END 那一行。", en: "\(field.name) begins and does not end: its line -----END is missing.",
        remedy: Bilingual(zh: "粘贴整个 PEM，或存入文件后用 file:文件。", en: "Paste all of the PEM, or put it into a file and give file:PATH."))
    }
    return secret
  }

  /// nil for an empty line.
  private func answer(_ question: String, needed: Bool) throws -> String? {
    guard let line = ask(question) else { throw Self.nothing(question) }
    let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty || !needed else { throw Self.nothing(question) }
    return text.isEmpty ? nil : text
  }

  private static func nothing(_ question: String) -> UsageError {
    let name = question.split(whereSeparator: { $0.isWhitespace || $0 == ":" }).first.map(String.init) ?? question
    return UsageError(zh: "没有输入：\(name)。", en: "Nothing was typed: \(name).")
  }
}
