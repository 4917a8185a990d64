import ArgumentParser
import HufuClient
import HufuSigning

/// `hufu completions SHELL`
struct CompletionsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "completions", abstract: help("打印 bash、zsh 或 fish 的补全脚本", "Print the completion script for bash, zsh or fish"))
  }
  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp(zh: "bash、zsh 或 fish", en: "bash, zsh or fish")) var shellName: String

  func run() async throws {
    let kinds: [String: CompletionShell] = ["bash": .bash, "zsh": .zsh, "fish": .fish]
    guard let kind = kinds[shellName] else {
      throw UsageError(zh: "没有 \(shellName) 的补全脚本；有 bash、zsh、fish。", en: "No completions for \(shellName); there are bash, zsh, fish.")
    }
    Shell.current.output.write(Array((HufuCommand.completionScript(for: kind) + "\n").utf8))
  }
}
