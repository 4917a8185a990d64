import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// `hufu token`
struct TokenCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "token", abstract: help("访问令牌：查看、刷新、丢弃；平台的离线工具", "Access tokens: show, refresh, forget; the platforms' offline tools"),
      discussion: help(
        "平台工具：hufu token PLATFORM TOOL …，例如\n  hufu token bkci mint --common-yml common.yml --user admin --lifetime 24h\n  hufu token bkci inspect --token env:BK_TOKEN --secret env:BK_SECRET",
        "Platform tools: hufu token PLATFORM TOOL …, such as\n  hufu token bkci mint --common-yml common.yml --user admin --lifetime 24h\n  hufu token bkci inspect --token env:BK_TOKEN --secret env:BK_SECRET"
      ),
      subcommands: [TokenShow.self, TokenRefresh.self, TokenForget.self, TokenList.self, TokenTool.self], defaultSubcommand: TokenTool.self)
  }
}

/// `hufu token show PROFILE`
struct TokenShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: help("令牌从哪来、还能用多久；值只在 --reveal 时显示", "Where the token comes from and how long it lives; its value only with --reveal"),
      discussion: help(
        "source：fetched 刚取得，stored 取自令牌目录，awaited 等到了另一个进程取来的，minted 在本机签发，--token 由你给出。",
        "source: fetched just now, stored in the folder of tokens, awaited from another process that was fetching it, minted on this machine, or --token."
      ))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var options: OutputOptions
  @Flag(name: .long, help: ArgumentHelp(zh: "显示令牌本身", en: "show the token itself")) var reveal = false

  func run() async throws {
    let shell = Shell.current
    try await profile.withConnection(in: shell) { connection in
      let (token, source) = try await TokenReport.token(of: connection)
      var writer = ResultWriter(options.output, in: shell)
      writer.write(payload: JSONWriter.compact(TokenReport(token, at: shell.timing.now(), source: source).json(reveal: reveal)))
    }
  }
}

/// `hufu token refresh PROFILE`
struct TokenRefresh: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "refresh",
      abstract: help("取一个新令牌；--verbose 显示答案里有哪些字段（值遮住）", "Fetch a fresh token; --verbose shows the answer's fields, values masked"))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var options: OutputOptions
  @Flag(name: .long, help: ArgumentHelp(zh: "显示令牌本身", en: "show the token itself")) var reveal = false

  func run() async throws {
    let shell = Shell.current
    try await profile.withConnection(in: shell, showing: .shape) { connection in
      guard let tokens = connection.authorizer.tokens, let token = try await connection.freshToken() else {
        throw TokenReport.none(connection)
      }
      let source = await TokenReport.source(in: tokens)
      var writer = ResultWriter(options.output, in: shell)
      writer.write(payload: JSONWriter.compact(TokenReport(token, at: shell.timing.now(), source: source).json(reveal: reveal)))
    }
  }
}

/// `hufu token forget PROFILE`
struct TokenForget: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "forget", abstract: help("丢弃保存的令牌", "Drop the stored token"))
  }
  @OptionGroup var profile: ProfileOptions

  func run() async throws {
    let shell = Shell.current
    try await profile.withConnection(in: shell) { connection in
      guard connection.authorizer.tokens != nil else { throw TokenReport.none(connection) }
      let wasThere = try await connection.forgetToken()
      shell.say(wasThere ? shell.text("已丢弃。", "dropped.") : shell.text("没有保存的令牌。", "no token was stored."))
    }
  }
}

/// `hufu token list`
struct TokenList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "list", abstract: help("列出保存的令牌，不显示值", "List the stored tokens, without their values"))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions

  func run() async throws {
    let shell = Shell.current
    let now = shell.timing.now()
    let rows: [JSONValue] = await shell.tokenStore.all().map { key, token in
      [
        "platform": .string(key.platform), "url": .string(key.endpoint), "account": .string(key.account),
        "lifeLeftSeconds": token.expires.map { .int(($0 - now).wholeMilliseconds / 1000) } ?? .string("unknown"),
        "canRenew": .bool(token.refresh != nil),
      ]
    }
    guard !rows.isEmpty else { return shell.say(shell.text("没有保存的令牌。", "no tokens are stored.")) }
    var writer = ResultWriter(options.output, in: shell)
    writer.write(payload: JSONWriter.compact(.array(rows)))
  }
}
