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
        --url 也可以是浏览器里复制的页面地址：其中的项目、流水线、计划等 id 会填进 profile。
        被平台拒绝的新 profile 不会留下，被拒绝的凭据不会替换能用的凭据；--force 强制。连不上服务器时会留下，之后 hufu login 名字 再试。
        天翼视联：auth_code 打开授权页，在 callbackUrl 上等待浏览器跳转，到不了本机时用 --callback - 或 --code -；
                  189_code 用 --code 给出 tokenCode；vcp_189 不需要任何人登录。
        蓝盾：浏览器登录后打开 /ms/auth/api/user/token/get，把整页 JSON 交给 hufu login bk --paste；
              或 --set loginCookie=env:BK_COOKIE，由登录 Cookie 换取令牌，到期自动再换。
        """,
        """
        A new profile (asked for field by field on a terminal, secrets unseen; else by --set):
          hufu login tca --platform tca --url https://tca.example.com --set token=env:TCA_TOKEN
        --url may be the address of a page, as copied from the browser: ids of project, pipeline, plan go into the profile.
        A new profile the platform refuses is not kept, nor does a refused credential replace a good one; --force does it all the same.
        Where the server is out of reach it is kept: hufu login NAME tries again.
        Tianyi: auth_code opens the authorization page and waits for the browser on callbackUrl; where that does not reach this machine, use
          --callback - or --code -; 189_code takes the tokenCode by --code; vcp_189 needs nobody to sign in.
        BlueKing: sign in, open /ms/auth/api/user/token/get, and give the whole JSON to hufu login bk --paste; or trade the login cookie for
          tokens, again whenever one ends: --set loginCookie=env:BK_COOKIE.
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
  @Flag(name: .long, help: ArgumentHelp(zh: "平台拒绝了也写入", en: "write it even when the platform refuses it")) var force = false

  func run() async throws {
    let shell = Shell.current
    // Nothing of this sign-in replaces anything before it is proven.
    let tokens = UnprovenTokens()
    let subject = try await subject(holding: tokens, in: shell)
    do {
      let proof = try await prove(subject, keeping: tokens, in: shell)
      try await subject.keep()
      shell.say(proof.sentence(at: shell.timing.now()))
      var writer = ResultWriter(options.output, in: shell)
      writer.write(payload: JSONWriter.compact(proof.json(at: shell.timing.now())))
    } catch {
      let refusal = error as? RefusedProfile
      guard let cause = refusal?.cause ?? error as? any ExplainedError else { throw error }
      ErrorReport(cause).print(asJSON: shell.speaksJSON, in: shell)
      if let aftermath = try await subject.aftermath(refused: refusal != nil, force: force) { shell.say(aftermath) }
      throw Leave(code: cause.kind.exitCode)
    }
  }

  /// - Throws: ``RefusedProfile`` when the platform says no to what the profile holds.
  private func prove(_ subject: LoginSubject, keeping tokens: UnprovenTokens, in shell: Shell) async throws -> LoginProof {
    let platform = subject.profile.platform
    let signIn = try platform.signIn(under: subject.profile.settings.mapValues(\.value))
    var proof: LoginProof?
    let prove: (Connection) async throws -> Void = { connection in
      for warning in try platform.warnings(of: connection.options.credentials) {
        shell.notice(Notice(.insecure, zh: warning.zh, en: warning.en))
      }
      if connection.options.token == nil, let signIn {
        let token = try await BrowserVisit(signIn: signIn, connection: connection, options: browser, shell: shell).token()
        try await connection.adopt(token)
      } else if let option = browser.given {
        throw UsageError(
          zh: "这个 profile 不需要有人登录，\(option) 在这里没有意义。", en: "Nobody has to sign in with this profile; \(option) means nothing here.",
          remedy: Bilingual(zh: "去掉 \(option)。", en: "Leave \(option) out."))
      }
      do {
        proof = try await LoginProof.of(subject.profile, connection, expires: subject.expires)
      } catch let error as any ExplainedError where error.judgesTheProfile {
        throw RefusedProfile(cause: error)
      }
    }
    do {
      try await profile.withConnection(to: subject.profile, keeping: tokens, in: shell, prove)
    } catch let error as any ExplainedError where error.code == SigningError.Reason.credential.description {
      // What has not the shape of a credential need not be shown to the platform.
      throw RefusedProfile(cause: error)
    }
    guard let proof else { throw CancellationError() }
    return proof
  }

  private func subject(holding tokens: UnprovenTokens, in shell: Shell) async throws -> LoginSubject {
    var subject: LoginSubject
    if let platform = try newPlatform(in: shell) {
      subject = try await make(platform, holding: tokens, in: shell)
    } else {
      let found = try profile.read(in: shell)
      subject = paste ? try await replace(found, holding: tokens, in: shell) : LoginSubject(profile: found)
    }
    subject.tokens = (tokens, shell.tokenStore)
    return subject
  }

  /// The platform of the profile that is to be made: its name is free, and the line says of what.
  private func newPlatform(in shell: Shell) throws -> (any Platform.Type)? {
    let file = try ProfileFile.read(in: shell)
    let name = profile.profile
    guard !file.names.contains(where: { $0.upperSnake == name.upperSnake }) else {
      guard making.isEmpty else { throw Self.taken(name) }
      return nil
    }
    if let platform = try making.namedPlatform() { return platform }
    do {
      _ = try file.profile(name)
    } catch let error as ConfigurationError {
      let making = Bilingual(
        zh: "登录时新建：hufu login \(name) --platform 平台 --url 地址。", en: "Sign in with a new one: hufu login \(name) --platform ID --url URL.")
      throw ConfigurationError(error.message, remedy: error.remedy.map { making + $0 } ?? making, file: error.file)
    }
    guard making.isEmpty else { throw Self.taken(name) }
    return nil
  }

  /// Writes the new profile.
  private func make(_ platform: any Platform.Type, holding tokens: UnprovenTokens, in shell: Shell) async throws -> LoginSubject {
    var draft = try making.draft(profile.profile, of: platform, in: shell)
    let pasted = try paste ? read(for: platform, in: shell) : nil
    if let pasted {
      try await pasted.check(for: draft.profile.name, of: platform, holding: draft.profile.credentials, by: shell.secrets)
      draft.take(pasted)
    }
    if let ask = shell.ask, let askSecret = shell.askSecret, !paste {
      try ProfileInterview(shell: shell, ask: ask, askSecret: askSecret, allowsClear: making.clearSecrets).complete(&draft)
    }
    try draft.checkComplete()
    let path = ProfileFile.standardPath(shell.environment)
    try await draft.save(to: path, allowingClearSecrets: making.clearSecrets, in: shell)
    shell.say(shell.text("已写入 \(path)。", "wrote \(path)."))
    let saved = draft
    var subject = LoginSubject(profile: try profile.read(in: shell), takeBack: { try await saved.takeBack(from: path, in: shell) })
    if let pasted { subject.take(pasted, into: tokens, at: shell.timing.now()) }
    return subject
  }

  /// A pasted credential in the place of the profile's own, which stays where it is until the new one is proven.
  private func replace(_ profile: Profile, holding tokens: UnprovenTokens, in shell: Shell) async throws -> LoginSubject {
    let pasted = try read(for: profile.platform, in: shell)
    try await pasted.check(
      for: profile.name, of: profile.platform, holding: profile.credentials.mapValues(\.value), by: shell.secrets)
    var proven = profile
    var files: [(String, Secret)] = []
    for field in profile.platform.fields where field.isSecret {
      guard let secret = pasted.fields[field.name] else { continue }
      guard let reference = profile.credentials[field.name], case .file(let path) = reference.value else {
        let place = profile.credentials[field.name].map { "\($0.value)" }
        throw ConfigurationError(
          zh: "profile \(profile.name) 的 \(field.name) \(place.map { "来自 \($0)" } ?? "没有设置")，不是文件，无法替换。",
          en:
            "\(field.name) of profile \(profile.name) \(place.map { "comes from \($0)" } ?? "is not set"); it is no file to be replaced.",
          remedy: Bilingual(
            zh: "hufu profile remove \(profile.name) 之后重新 hufu login --paste --platform … --url …；或自己更新那里的值。",
            en: "hufu profile remove \(profile.name), then hufu login --paste --platform … --url … anew; or change the value there."))
      }
      files.append((path, secret))
      proven.credentials[field.name] = Sourced(.literal(secret), from: reference.origin)
    }
    let replaced = files
    var subject = LoginSubject(
      profile: proven,
      replace: {
        for (path, secret) in replaced { try SecretFolder.replace(path, by: secret, environment: shell.environment) }
      })
    subject.take(pasted, into: tokens, at: shell.timing.now())
    return subject
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
    if !force { try pasted.checkLife(at: shell.timing.now()) }
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
