import ArgumentParser
import HufuClient
import HufuPlatforms
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
      subcommands: [TokenShow.self, TokenRefresh.self, TokenForget.self, TokenTool.self], defaultSubcommand: TokenTool.self)
  }
}

/// `hufu token show PROFILE`
struct TokenShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: help("令牌从哪来、还能用多久；值只在 --reveal 时显示", "Where the token comes from and how long it lives; its value only with --reveal"))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var options: OutputOptions
  @Flag(name: .long, help: ArgumentHelp(zh: "显示令牌本身", en: "show the token itself")) var reveal = false

  func run() async throws {
    let shell = Shell.current
    try await profile.withConnection(in: shell) { connection in
      let token = try await TokenReport.token(of: connection)
      var writer = ResultWriter(options.output, in: shell)
      writer.write(
        payload: JSONWriter.compact(
          TokenReport(token, at: shell.timing.now(), source: profile.token == nil ? "fetched" : "--token").json(reveal: reveal)))
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
      guard let tokens = connection.authorizer.tokens else { throw TokenReport.none(connection) }
      _ = try await tokens.token()
      let token = try await tokens.refresh()
      var writer = ResultWriter(options.output, in: shell)
      writer.write(payload: JSONWriter.compact(TokenReport(token, at: shell.timing.now(), source: "fetched").json(reveal: reveal)))
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
      // Tokens live in the memory of one process, so between commands there is nothing to drop; the profile is checked all the same.
      guard connection.authorizer.tokens != nil else { throw TokenReport.none(connection) }
      shell.say(
        shell.text("没有保存的令牌：令牌只在一次命令的内存里，命令结束即丢弃。", "nothing is stored: a token lives in the memory of one command and goes with it."))
    }
  }
}
