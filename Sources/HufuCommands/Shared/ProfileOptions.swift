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

  func validate() throws {
    do {
      _ = try timeout.map { try DurationText.read($0) }
    } catch let error as ConfigurationError {
      throw ValidationError("--timeout: " + error.message[Shell.current.language])
    }
  }

  /// Reads the profile, binds it, runs `body`, and closes what was opened.
  func withConnection(
    in shell: Shell, showing body: TalkingTransport.Body = .nothing, _ run: (Connection) async throws -> Void
  ) async throws {
    let profile = try read(in: shell)
    var options = ConnectionOptions()
    options.redactor = shell.redactor
    options.notice = { shell.notice($0) }
    options.correctsSkew = !noSkewCorrection
    options.tokenStore = shell.tokenStore
    options.tokenRenewal = .whenDue
    if token != nil, !profile.platform.signsWithToken {
      throw UsageError(
        zh: "\(profile.platform.id) 直接用凭据签名，--token 在这里没有意义。",
        en: "\(profile.platform.id) signs with its credential; --token means nothing here.",
        remedy: Bilingual(
          zh: "临时换凭据用环境变量，例如 HUFU_PROFILE_\(profile.name.upperSnake)_…。",
          en: "Change the credential for one run by the environment: HUFU_PROFILE_\(profile.name.upperSnake)_…."))
    }
    if let token { options.token = AccessToken(try await SecretText.read(token, flag: "--token", in: shell)) }
    var network: HTTPTransport?
    let connection = try await profile.connection(
      timing: shell.timing, entropy: shell.entropy, options: options, resolver: SecretResolver(environment: shell.environment)
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
