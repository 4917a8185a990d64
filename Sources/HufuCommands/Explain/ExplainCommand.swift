import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuSigning

/// `hufu explain PLATFORM CODE-OR-TEXT`
struct ExplainCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain", abstract: help("解释一个错误码、一段报错文字或一个主题", "Explain an error code, a pasted error text, or a topic"),
      discussion: help(
        "例：hufu explain tianyi 70012\n    hufu explain bkci \"Access token illegal\"\n    hufu explain bkci enable-token",
        "Examples: hufu explain tianyi 70012\n          hufu explain bkci \"Access token illegal\"\n          hufu explain bkci enable-token"
      ))
  }
  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: OutputOptions
  @Argument(help: ArgumentHelp(zh: "平台 id", en: "platform id")) var platform: String
  @Argument(parsing: .allUnrecognized, help: ArgumentHelp(zh: "错误码、文字或主题；不写则列出全部", en: "code, text or topic; without one all are listed"))
  var words: [String] = []

  func run() async throws {
    let shell = Shell.current
    let platform = try Platforms.named(platform)
    let text = words.joined(separator: " ")
    if let topic = platform.topics.first(where: { $0.name == text }) {
      return print(["\(topic.title[shell.language])", "", topic.text[shell.language]], in: shell)
    }
    let faults = text.isEmpty ? platform.errors.faults : platform.errors.explain(text)
    guard !faults.isEmpty else {
      let names = platform.errors.faults.map(\.name) + platform.errors.faults.flatMap(\.codes) + platform.topics.map(\.name)
      let nearest = names.nearest(to: text)
      shell.say(
        Bilingual(
          zh: "\(platform.id)：不认识 \(text)。" + (nearest.map { "是不是 \($0)？" } ?? "hufu explain \(platform.id) 列出全部。"),
          en: "\(platform.id): nothing is known about \(text). "
            + (nearest.map { "Did you mean \($0)?" } ?? "hufu explain \(platform.id) lists all.")))
      throw Leave(code: .local)
    }
    if options.output == .json || options.output == .jsonl {
      var writer = ResultWriter(options.output, in: shell)
      return writer.write(payload: JSONWriter.compact(.array(faults.map { Self.json($0, shell.language) })))
    }
    var lines = faults.flatMap { Self.lines($0, shell) }
    if text.isEmpty, !platform.topics.isEmpty {
      lines += [shell.text("主题：", "Topics:")] + platform.topics.map { "  \($0.name)  \($0.title[shell.language])" }
    }
    print(lines, in: shell)
  }

  private static func lines(_ fault: Fault, _ shell: Shell) -> [String] {
    let marks =
      fault.codes + (fault.status.map { ["HTTP \($0)"] } ?? []) + [shell.text("退出码 ", "exit ") + "\(fault.kind.exitCode.rawValue)"]
    return [
      "\(fault.name)  (\(marks.joined(separator: ", ")))",
      "  " + shell.text("含义：", "means: ") + fault.meaning[shell.language],
      "  " + shell.text("下一步：", "next:  ") + fault.remedy[shell.language], "",
    ]
  }

  private static func json(_ fault: Fault, _ language: Language) -> JSONValue {
    [
      "name": .string(fault.name), "codes": .array(fault.codes.map(JSONValue.string)), "texts": .array(fault.texts.map(JSONValue.string)),
      "status": fault.status.map(JSONValue.int) ?? .null, "kind": .string(fault.kind.rawValue), "meaning": .string(fault.meaning[language]),
      "remedy": .string(fault.remedy[language]), "exit": .int(fault.kind.exitCode.rawValue),
    ]
  }

  private func print(_ lines: [String], in shell: Shell) { shell.output.write(Array((lines.joined(separator: "\n") + "\n").utf8)) }
}
