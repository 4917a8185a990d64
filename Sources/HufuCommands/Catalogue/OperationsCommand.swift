import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuSigning

/// `hufu operations PLATFORM [WORD…]`
struct OperationsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "operations", abstract: help("列出平台的操作；可用词语筛选", "List a platform's operations; words narrow the list"),
      discussion: help("例：hufu operations tca 代码库", "Example: hufu operations tca repository"))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions
  @Argument(help: ArgumentHelp(zh: "平台 id", en: "platform id")) var platform: String
  @Argument(help: ArgumentHelp(zh: "出现在名称或说明里的词", en: "words in name or summary")) var words: [String] = []

  func run() async throws {
    let shell = Shell.current
    let platform = try Platforms.named(platform)
    let words = words.map { $0.lowercased() }
    let entries = try platform.entries().filter { entry in
      let text = ([entry.name, entry.summary.zh, entry.summary.en] + entry.aliases + entry.routes.map(\.template)).joined(separator: " ")
        .lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    guard !entries.isEmpty else {
      throw UsageError(
        zh: "\(platform.id) 没有与 \(self.words.joined(separator: " ")) 相符的操作。",
        en: "\(platform.id) has no operation matching \(self.words.joined(separator: " ")).",
        remedy: Bilingual(zh: "hufu operations \(platform.id) 列出全部。", en: "hufu operations \(platform.id) lists all."))
    }
    let rows: [JSONValue] = entries.map { entry in
      [
        "operation": .string(entry.name), "effect": .string(entry.effect.rawValue), "summary": .string(entry.summary[shell.language]),
        "generations": .string(entry.generations.joined(separator: " ")),
      ]
    }
    var writer = ResultWriter(options.output, in: shell)
    writer.write(payload: JSONWriter.compact(.array(rows)))
    guard shell.output.isTerminal else { return }
    for job in platform.jobDescriptions {
      shell.say(shell.text("任务 \(job.name)：\(job.summary.zh)（hufu run …）", "job \(job.name): \(job.summary.en) (hufu run …)"))
    }
  }
}
