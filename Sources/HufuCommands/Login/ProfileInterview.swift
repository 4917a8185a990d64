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

  /// One question, typed unseen: the secret itself, which gets a file of its own, or a reference to where it is kept. A question after its
  /// keeping, in the open, would be answered with the secret by whoever is in a hurry.
  private func askForSecret(_ field: CredentialField, _ draft: inout ProfileDraft) throws {
    let file = SecretFolder(beside: ProfileFile.standardPath(shell.environment)).file(of: field.name, in: draft.profile.name)
    let none = field.isRequired ? "" : shell.text(" · 回车不填", " · Enter for none")
    let clear = allowsClear ? shell.text(" · clear 明文写入配置", " · clear: into the configuration") : ""
    shell.say(
      shell.text(
        "  密钥本身存入 \(file)（0600）；也可写 env:变量 · cmd:命令 · keyring:服务/账号 · file:文件\(clear)\(none)",
        "  The secret itself goes into \(file) (0600); or write env:NAME · cmd:COMMAND · keyring:SERVICE/ACCOUNT · file:PATH\(clear)\(none)"
      ))
    let text = try unseen(field, needed: field.isRequired)
    switch text {
    case nil: return
    case "clear" where allowsClear:
      draft.profile.credentials[field.name] = .literal(try secret(unseen(field, needed: true) ?? "", of: field))
    case let text?:
      // A PEM holds colons of its own.
      let reference = SecretLines.isOpen(text) ? nil : try SecretReference(text)
      if let reference, !reference.isLiteral {
        draft.profile.credentials[field.name] = reference
        return shell.say("  → \(reference)")
      }
      draft.kept[field.name] = try secret(text, of: field)
    }
  }

  /// nil for an empty line.
  private func unseen(_ field: CredentialField, needed: Bool) throws -> String? {
    guard let text = askSecret(shell.text("  \(field.name)（输入不显示）：", "  \(field.name) (not shown): ")), !text.isEmpty || !needed else {
      throw Self.nothing(field.name)
    }
    return text.isEmpty ? nil : text
  }

  private func secret(_ text: String, of field: CredentialField) throws -> Secret {
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
