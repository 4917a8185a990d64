import ArgumentParser
import HufuClient
import HufuHTTP
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// Which profile a command talks through, and what the command line changes about it.
struct ProfileOptions: ParsableArguments {
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp(zh: "profile 的名字，或只有一个 profile 的平台 id", en: "a profile, or a platform id if exactly one profile has it"))
  var profile: String
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "使用这个访问令牌（env:、file:、cmd: 引用或 -）", en: "use this access token (an env:, file: or cmd: reference, or -)", valueName: "REF"))
  var token: String?
  @Option(name: .long, help: ArgumentHelp(zh: "等待多久，例如 30s", en: "how long to wait: 30s", valueName: "DURATION")) var timeout: String?
  @Flag(name: .long, help: ArgumentHelp(zh: "不按服务器时间校正签名", en: "do not sign by the server's clock when ours is off")) var noSkewCorrection =
    false
  @Flag(name: .shortAndLong, help: ArgumentHelp(zh: "在标准错误显示往来的请求（密钥遮住）", en: "show requests and answers on stderr, secrets masked"))
  var verbose = false

  func validate() throws { try DurationText.validate(timeout, of: "--timeout") }

  /// Reads the profile, binds it, runs `body`, and closes what was opened.
  ///
  /// - Parameter given: a profile that is not read anew.
  func withConnection(
    to given: Profile? = nil, in shell: Shell, showing body: TalkingTransport.Body = .nothing, _ run: (Connection) async throws -> Void
  ) async throws {
    let profile = try given ?? read(in: shell)
    var options = ConnectionOptions()
    options.redactor = shell.redactor
    options.notice = { shell.notice($0) }
    options.correctsSkew = !noSkewCorrection
    options.tokenStore = shell.tokenStore
    options.tokenRenewal = .whenDue
    let given = try await GivenToken(token, of: profile.name, in: shell)
    try given.check(profile)
    options.token = given.token
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
    if let left = try await connection.signInLeft(), left > .zero, left < Self.signInWarning {
      let hours = left.wholeMilliseconds / 3_600_000
      shell.notice(
        Notice(
          .token, zh: "登录还有 \(hours) 小时到期，且无法自动续期；请提前运行 hufu login \(self.profile)。",
          en: "The sign-in ends in \(hours) h and cannot be renewed by itself; run hufu login \(self.profile) in time."))
    }
    do {
      try await run(connection)
    } catch {
      await network?.shutdown()
      throw error
    }
    await network?.shutdown()
  }

  /// So long before a sign-in ends every command says so.
  private static let signInWarning = Duration.seconds(12 * 3600)

  func read(in shell: Shell) throws -> Profile {
    try ProfileFile(platforms: Platforms.all, environment: shell.environment).profile(
      self.profile, flags: timeout.map { ["timeout": $0] } ?? [:])
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
