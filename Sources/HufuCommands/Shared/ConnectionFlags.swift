import ArgumentParser
import HufuClient
import HufuHTTP
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// How a command talks to a server, whichever profile it talks through.
struct ConnectionFlags: ParsableArguments {
  @OptionGroup var global: GlobalOptions
  @Flag(name: .long, help: ArgumentHelp(zh: "不按服务器时间校正签名", en: "do not sign by the server's clock when ours is off")) var noSkewCorrection =
    false
  @Flag(name: .shortAndLong, help: ArgumentHelp(zh: "在标准错误显示往来的请求（密钥遮住）", en: "show requests and answers on stderr, secrets masked"))
  var verbose = false

  /// Binds a profile, runs `body`, and closes what was opened.
  ///
  /// - Parameters:
  ///   - token: used in place of the profile's own.
  ///   - store: of tokens, in place of the one all commands share.
  func withConnection(
    to profile: Profile, token: AccessToken? = nil, keeping store: (any TokenStore)? = nil, in shell: Shell,
    showing body: TalkingTransport.Body = .nothing,
    tellsRetries: Bool = true, _ run: (Connection) async throws -> Void
  ) async throws {
    var options = ConnectionOptions()
    options.redactor = shell.redactor
    options.notice = { if tellsRetries || $0.kind != .retry { shell.notice($0) } }
    options.correctsSkew = !noSkewCorrection
    options.tokenStore = store ?? shell.tokenStore
    options.tokenRenewal = .whenDue
    options.token = token
    var network: HTTPTransport?
    let connection = try await profile.connection(
      timing: shell.timing, entropy: shell.entropy, options: options, resolver: shell.secrets
    ) { way, notice in
      let inner: any Transport
      if let given = shell.transport {
        inner = given
      } else {
        let opened = try HTTPTransport(way, environment: shell.environment, entropy: shell.entropy, notice: notice)
        network = opened
        inner = opened
      }
      return verbose ? TalkingTransport(inner: inner, shell: shell, body: body, secretNames: profile.platform.secretNames) : inner
    }
    do {
      try await Self.warnOfEnd(of: connection, profile, in: shell)
      try await run(connection)
    } catch {
      await network?.shutdown()
      throw error
    }
    await network?.shutdown()
  }

  private static func warnOfEnd(of connection: Connection, _ profile: Profile, in shell: Shell) async throws {
    let pasted = try await PastedToken.find(of: profile, among: connection.options.credentials, in: shell.tokenStore)
    let life: SignInLife
    if let left = try await connection.signInLeft() {
      life = SignInLife(left: left)
    } else if connection.options.token == nil, let pasted, let end = pasted.expires {
      life = SignInLife(left: end - shell.timing.now(), of: pasted.issued.map { end - $0 })
    } else {
      return
    }
    guard life.left > .zero, life.isEnding else { return }
    let left = life.left.words, command = "hufu login \(profile.name)" + (pasted == nil ? "" : " --paste")
    shell.notice(
      Notice(
        .token, zh: "登录还有 \(left.zh) 到期，且无法自动续期；请提前运行 \(command)。",
        en: "The sign-in ends in \(left.en) and cannot be renewed by itself; run \(command) in time."))
  }
}

extension Platform {
  /// Header and query names whose values are masked wherever they are shown.
  static var secretNames: Set<String> {
    Set(
      (fields.filter(\.isSecret).map(\.name) + binding.queryNames + [
        "cookie", "set-cookie", "authorization", "refreshToken", "proxy-authorization",
      ]).map { $0.lowercased() })
  }
}
