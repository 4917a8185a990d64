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
  /// - Parameter token: used in place of the profile's own.
  func withConnection(
    to profile: Profile, token: AccessToken? = nil, in shell: Shell, showing body: TalkingTransport.Body = .nothing,
    _ run: (Connection) async throws -> Void
  ) async throws {
    var options = ConnectionOptions()
    options.redactor = shell.redactor
    options.notice = { shell.notice($0) }
    options.correctsSkew = !noSkewCorrection
    options.tokenStore = shell.tokenStore
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
      try await Self.warnOfEnd(of: connection, profile.name, in: shell)
      try await run(connection)
    } catch {
      await network?.shutdown()
      throw error
    }
    await network?.shutdown()
  }

  /// So long before a sign-in ends every command says so.
  private static let signInWarning = Duration.seconds(12 * 3600)

  private static func warnOfEnd(of connection: Connection, _ profile: String, in shell: Shell) async throws {
    guard let left = try await connection.signInLeft(), left > .zero, left < signInWarning else { return }
    let hours = left.wholeMilliseconds / 3_600_000
    shell.notice(
      Notice(
        .token, zh: "登录还有 \(hours) 小时到期，且无法自动续期；请提前运行 hufu login \(profile)。",
        en: "The sign-in ends in \(hours) h and cannot be renewed by itself; run hufu login \(profile) in time."))
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
