import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// `hufu login PROFILE`
struct LoginCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "login", abstract: help("登录：写好 profile，取得令牌，并证明它能用", "Sign in: write the profile, get a token, and prove it works"),
      discussion: help(
        """
        新建 profile（终端里逐项询问，密钥输入时不显示；否则用 --set）：
          hufu login tca --platform tca --url https://tca.example.com --set token=env:TCA_TOKEN
        天翼视联（授权码方式）：打开授权页，在 callbackUrl 上等待浏览器跳转；到不了本机时用 --callback - 或 --code -。
        蓝盾：浏览器登录后打开 /ms/auth/api/user/token/get，把整页 JSON 交给 hufu login bk --paste。
        """,
        """
        A new profile (asked for field by field on a terminal, secrets unseen; else by --set):
          hufu login tca --platform tca --url https://tca.example.com --set token=env:TCA_TOKEN
        Tianyi (grant auth_code): opens the authorization page and waits for the browser on callbackUrl; where that does not reach this
        machine, use --callback - or --code -.
        BlueKing: sign in, open /ms/auth/api/user/token/get, and give the whole JSON to hufu login bk --paste.
        """))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var options: OutputOptions
  @OptionGroup var making: NewProfileOptions
  @OptionGroup var browser: BrowserOptions
  @Flag(
    name: .long,
    help: ArgumentHelp(zh: "从标准输入读取平台页面上复制的凭据", en: "read the credential copied from the platform's page on standard input"))
  var paste = false

  func run() async throws {
    let shell = Shell.current
    let expires = try isNew(in: shell) ? make(in: shell) : paste ? replace(in: shell) : nil
    let profile = try profile.read(in: shell)
    try await self.profile.withConnection(in: shell) { connection in
      for warning in try profile.platform.warnings(of: connection.options.credentials) {
        shell.notice(Notice(.insecure, zh: warning.zh, en: warning.en))
      }
      if connection.options.token == nil, let signIn = try profile.platform.browserSignIn(under: profile.settings.mapValues(\.value)) {
        let token = try await BrowserVisit(signIn: signIn, connection: connection, options: browser, shell: shell).token()
        try await connection.adopt(token)
      }
      let proof = try await LoginProof.of(profile, connection, expires: expires)
      shell.say(proof.sentence(at: shell.timing.now()))
      var writer = ResultWriter(options.output, in: shell)
      writer.write(payload: JSONWriter.compact(proof.json(at: shell.timing.now())))
    }
  }

  /// Whether the profile is to be made: its name is free, and the line says of what.
  private func isNew(in shell: Shell) throws -> Bool {
    let file = try ProfileFile.read(in: shell)
    let name = profile.profile
    guard !file.names.contains(where: { $0.upperSnake == name.upperSnake }) else {
      guard making.isEmpty else { throw Self.taken(name) }
      return false
    }
    guard making.platform == nil else { return true }
    do {
      _ = try file.profile(name)
    } catch let error as ConfigurationError {
      let making = Bilingual(
        zh: "登录时新建：hufu login \(name) --platform 平台 --url 地址。", en: "Sign in with a new one: hufu login \(name) --platform ID --url URL.")
      throw ConfigurationError(error.message, remedy: error.remedy.map { making + $0 } ?? making, file: error.file)
    }
    guard making.isEmpty else { throw Self.taken(name) }
    return false
  }

  /// Writes the new profile; gives back when a pasted credential ends.
  private func make(in shell: Shell) throws -> Timestamp? {
    let platform = try Platforms.named(making.platform ?? "")
    var draft = try making.draft(profile.profile, of: platform)
    let pasted = try paste ? read(for: platform, in: shell) : nil
    if let pasted { draft.take(pasted) }
    if let ask = shell.ask, let askSecret = shell.askSecret, !paste {
      try ProfileInterview(shell: shell, ask: ask, askSecret: askSecret, allowsClear: making.clearSecrets).complete(&draft)
    }
    try draft.checkComplete()
    let path = ProfileFile.standardPath(shell.environment)
    try draft.save(to: path, allowingClearSecrets: making.clearSecrets)
    shell.say(shell.text("已写入 \(path)。", "wrote \(path)."))
    return pasted?.expires
  }

  /// Puts a pasted credential where the profile looks for it; gives back when it ends.
  private func replace(in shell: Shell) throws -> Timestamp? {
    let profile = try profile.read(in: shell)
    let pasted = try read(for: profile.platform, in: shell)
    for field in profile.platform.fields where field.isSecret {
      guard let secret = pasted.fields[field.name] else { continue }
      guard case .file(let path)? = profile.credentials[field.name]?.value else {
        let place = profile.credentials[field.name].map { "\($0.value)" }
        throw ConfigurationError(
          zh: "profile \(profile.name) 的 \(field.name) \(place.map { "来自 \($0)" } ?? "没有设置")，不是文件，无法替换。",
          en:
            "\(field.name) of profile \(profile.name) \(place.map { "comes from \($0)" } ?? "is not set"); it is no file to be replaced.",
          remedy: Bilingual(
            zh: "hufu profile remove \(profile.name) 之后重新 hufu login --paste --platform … --url …；或自己更新那里的值。",
            en: "hufu profile remove \(profile.name), then hufu login --paste --platform … --url … anew; or change the value there."))
      }
      try SecretFolder.replace(path, by: secret, environment: shell.environment)
    }
    return pasted.expires
  }

  private func read(for platform: any Platform.Type, in shell: Shell) throws -> PastedCredential {
    if shell.readUnseen != nil {
      shell.say(shell.text("粘贴（不显示），回车后按 Ctrl-D：", "paste it (not shown), press Enter, then Ctrl-D:"))
    }
    guard let pasted = try platform.credential(pasted: try shell.readUnseen?() ?? shell.readInput()) else {
      throw UsageError(
        zh: "\(platform.id) 没有可以整页复制的凭据。", en: "\(platform.id) has no page to copy a credential from.",
        remedy: Bilingual(zh: "去掉 --paste。", en: "Leave --paste out."))
    }
    for field in platform.fields where field.isSecret { pasted.fields[field.name].map(shell.redactor.learn) }
    return pasted
  }

  private static func taken(_ name: String) -> UsageError {
    UsageError(
      zh: "profile \(name) 已经存在，登录时不改它的字段。", en: "There is a profile \(name) already; signing in does not change its fields.",
      remedy: Bilingual(
        zh: "直接 hufu login \(name)；或换个名字，或先 hufu profile remove \(name)。",
        en: "hufu login \(name) alone; or take another name, or hufu profile remove \(name) first."))
  }
}
