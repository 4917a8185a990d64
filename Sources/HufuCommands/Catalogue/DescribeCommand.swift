import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuSigning

/// `hufu describe PLATFORM OPERATION`
struct DescribeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "describe", abstract: help("说明一个操作或任务：参数、默认值、路径", "Describe an operation or a job: arguments, defaults, paths"))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions
  @Argument(help: ArgumentHelp(zh: "平台 id", en: "platform id")) var platform: String
  @Argument(help: ArgumentHelp(zh: "操作名或任务名", en: "operation or job")) var operation: String

  func run() async throws {
    let shell = Shell.current
    let platform = try Platforms.named(platform)
    if let job = platform.jobDescriptions.first(where: { $0.name == operation }) {
      return show(JobHelp(job, for: self.platform), in: shell)
    }
    let entries = try platform.entries()
    guard let entry = entries.first(where: { $0.name == operation || $0.aliases.contains(operation) }) else {
      let nearest = (entries.map(\.name) + platform.jobDescriptions.map(\.name)).nearest(to: operation)
      throw UsageError(
        zh: "\(platform.id) 没有操作 \(operation)。", en: "\(platform.id) has no operation \(operation).",
        remedy: nearest.map { Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?") }
          ?? Bilingual(zh: "hufu operations \(platform.id) 列出全部。", en: "hufu operations \(platform.id) lists all."))
    }
    if let format = options.output, format != .table {
      var writer = ResultWriter(format, in: shell)
      return writer.write(payload: JSONWriter.compact(OperationDescription(entry).json))
    }
    let text =
      OperationDescription(entry).lines(for: self.platform, as: try platform.standardGeneration(), in: shell).joined(separator: "\n") + "\n"
    shell.output.write(Array(text.utf8))
  }

  private func show(_ help: JobHelp, in shell: Shell) {
    if let format = options.output, format != .table {
      var writer = ResultWriter(format, in: shell)
      return writer.write(payload: JSONWriter.compact(help.json))
    }
    let lines = help.lines(width: shell.output.tableWidth, in: shell.language)
    shell.output.write(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
