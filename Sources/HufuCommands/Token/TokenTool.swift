import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// `hufu token PLATFORM TOOL --option value…`: the tools a platform declares.
struct TokenTool: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "tool", abstract: help("平台自己的离线工具", "A platform's own offline tool"), shouldDisplay: false)
  }
  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp(zh: "平台、工具和它的选项", en: "platform, tool and its options")) var words:
    [String] = []

  func run() async throws {
    let shell = Shell.current
    var words = words
    var format: OutputFormat?
    _ = Self.take("--lang", from: &words)
    if let name = Self.take("--output", from: &words) {
      guard let known = OutputFormat(rawValue: name) else {
        throw UsageError(zh: "没有输出形式 \(name)。", en: "There is no output form \(name).")
      }
      format = known
    }
    guard let id = words.first, !id.hasPrefix("-") else { throw CleanExit.helpRequest(TokenCommand.self) }
    let platform = try Platforms.named(id)
    let tools = platform.tools
    let wantsHelp = words.contains("--help") || words.contains("-h")
    guard words.count > 1, let tool = tools.first(where: { $0.name == words[1] }) else {
      return try Self.list(tools, of: id, asked: words.dropFirst().first, wantsHelp, shell)
    }
    if wantsHelp { return shell.output.write(Array(Self.usage(of: tool, id, shell).utf8)) }
    let result = try tool.run(try await ToolOptions(tool, platform: id).read(words.dropFirst(2), in: shell), shell.timing.now())
    var writer = ResultWriter(format, in: shell)
    writer.write(payload: JSONWriter.compact(result))
  }

  private static func list(_ tools: [PlatformTool], of id: String, asked: String?, _ wantsHelp: Bool, _ shell: Shell) throws {
    guard !tools.isEmpty else { throw UsageError(zh: "\(id) 没有离线工具。", en: "\(id) has no offline tools.") }
    if asked == nil || wantsHelp {
      return shell.output.write(Array(tools.map { usage(of: $0, id, shell) }.joined(separator: "\n").utf8))
    }
    let names = tools.map(\.name)
    throw UsageError(
      zh: "\(id) 没有工具 \(asked ?? "")。", en: "\(id) has no tool \(asked ?? "").",
      remedy: Bilingual(zh: "有：\(names.joined(separator: "、"))。", en: "There are: \(names.joined(separator: ", "))."))
  }

  private static func usage(of tool: PlatformTool, _ id: String, _ shell: Shell) -> String {
    let options = tool.options.map { option in
      "  " + "--\(option.name) \(option.kind == .secret ? "REF" : option.kind == .yaml ? "FILE" : "TEXT")".padded(to: 28)
        + (option.isRequired ? shell.text("必填。", "required. ") : "") + option.help[shell.language]
    }
    return "hufu token \(id) \(tool.name)  \(tool.summary[shell.language])\n" + options.joined(separator: "\n") + "\n"
  }

  private static func take(_ name: String, from words: inout [String]) -> String? {
    if let index = words.firstIndex(where: { $0.hasPrefix(name + "=") }) {
      return String(words.remove(at: index).dropFirst(name.count + 1))
    }
    guard let index = words.firstIndex(of: name), index + 1 < words.count else { return nil }
    words.remove(at: index)
    return words.remove(at: index)
  }
}
