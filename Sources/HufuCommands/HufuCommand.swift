package import ArgumentParser
package import HufuClient
import HufuSigning

/// The command `hufu`.
package struct HufuCommand: AsyncParsableCommand {
  package static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "hufu",
      abstract: help(
        "虎符：一行命令调用 MeterSphere、天翼视联、腾讯代码分析、艺赛旗 iS-RPA、蓝盾的开放接口。",
        "Hufu: call the open APIs of MeterSphere, 天翼视联, TCA, iS-RPA and BlueKing CI in one line."),
      discussion: help(
        """
        第一次用：
          hufu demo                                   五个平台的完整演示，无需任何账号
          hufu sandbox --write-profiles hufu.yaml     沙箱与可直接使用的 profile
          hufu login NAME --platform ID --url URL     登录自己的服务器，写好 profile
          hufu operations tca                         能做什么
          hufu call tca repos.list --all              调用
          hufu run ms plan plan=… environment=…       启动、等待、判定
          hufu doctor tca                             哪里不对，先说首要原因
        退出码：0 成功 · 2 用法 · 3 配置 · 4 认证 · 5 平台拒绝 · 6 服务器或网络 · 7 限流 · 130 中断
                run、gate：8 仍在运行 · 9 失败 · 10 被停止 · 11 无定论
        """,
        """
        First steps:
          hufu demo                                   the story of all five platforms; needs no account
          hufu sandbox --write-profiles hufu.yaml     the sandbox, and profiles ready to use
          hufu login NAME --platform ID --url URL     sign in to a server of yours; writes the profile
          hufu operations tca                         what can be done
          hufu call tca repos.list --all              do it
          hufu run ms plan plan=… environment=…       start it, wait, and judge
          hufu doctor tca                             what is wrong, the first cause first
        Exit codes: 0 ok · 2 usage · 3 configuration · 4 authentication · 5 refused · 6 server or network · 7 throttled · 130 interrupted
                    run and gate: 8 still running · 9 failed · 10 stopped · 11 inconclusive
        """),
      version: Version.text,
      subcommands: [
        DemoCommand.self, PlatformsCommand.self, OperationsCommand.self, DescribeCommand.self, ProfileCommand.self, LoginCommand.self,
        CallCommand.self, RequestCommand.self, RunCommand.self, GateCommand.self, SignCommand.self, VerifyCommand.self, DecryptCommand.self,
        ExplainCommand.self,
        TokenCommand.self, SandboxCommand.self, DoctorCommand.self, CompletionsCommand.self,
      ])
  }

  package init() {}

  /// Runs one command line in a shell and gives its exit code; everything it prints goes through the shell.
  package static func run(_ arguments: [String], in shell: Shell) async -> HufuClient.ExitCode {
    var shell = shell
    var arguments = arguments
    if let language = language(in: &arguments) { shell.language = language }
    shell.speaksJSON =
      arguments.contains("--output=json") || zip(arguments, arguments.dropFirst()).contains { $0 == "--output" && $1 == "json" }
    return await Shell.$current.withValue(shell) {
      do {
        var command = try parseAsRoot(arguments)
        if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        return .ok
      } catch {
        return report(error)
      }
    }
  }

  /// `--lang zh` counts for help and usage errors too, so it is looked for before the line is parsed; before the command it is taken out.
  private static func language(in arguments: inout [String]) -> Language? {
    var found: Language?
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count { found = Language(rawValue: arguments[index + 1]) }
      if argument.hasPrefix("--lang=") { found = Language(rawValue: String(argument.dropFirst(7))) }
    }
    if found != nil, arguments.first == "--lang" { arguments.removeFirst(2) }
    if found != nil, arguments.first?.hasPrefix("--lang=") ?? false { arguments.removeFirst() }
    return found
  }

  /// The one place where an error becomes words and an exit code.
  private static func report(_ error: any Error) -> HufuClient.ExitCode {
    let shell = Shell.current
    if let leave = error as? Leave { return leave.code }
    if error is CancellationError { return .interrupted }
    if let error = error as? any ExplainedError { return tell(error, in: shell) }
    switch exitCode(for: error) {
    case .success:
      shell.output.write(Array((fullMessage(for: error) + "\n").utf8))
      return .ok
    case .validationFailure:
      let usage = UsageError(ParserText.translated(message(for: error)), remedy: ParserText.help)
      if shell.speaksJSON { return tell(usage, in: shell) }
      shell.say(ErrorReport(usage).line(in: shell.language))
      return .usage
    default:
      return tell(LocalError(zh: "\(error)", en: "\(error)"), in: shell)
    }
  }

  private static func tell(_ error: any ExplainedError, in shell: Shell) -> HufuClient.ExitCode {
    ErrorReport(error).print(asJSON: shell.speaksJSON, in: shell)
    return error.kind.exitCode
  }
}

/// Ends a command with an exit code and nothing more to say.
struct Leave: Error {
  let code: HufuClient.ExitCode
}
