import HufuClient
import HufuProfiles
import HufuSigning

/// Reads `--name value` pairs after what a tool declares: files and secrets are fetched here, so that the tool stays pure.
struct ToolOptions {
  let tool: PlatformTool
  let platform: String

  init(_ tool: PlatformTool, platform: String) {
    self.tool = tool
    self.platform = platform
  }

  /// - Throws: ``UsageError`` for an unknown, repeated or missing option; what a secret reference or file says.
  func read(_ words: ArraySlice<String>, in shell: Shell) async throws -> [String: PlatformTool.Value] {
    var values: [String: PlatformTool.Value] = [:]
    var words = words
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0].drop { $0 == "-" })
      guard word.hasPrefix("--"), let option = tool.options.first(where: { $0.name == name }) else { throw unknown(word) }
      guard let text = parts.count > 1 ? String(parts[1]) : words.popFirst() else {
        throw UsageError(zh: "--\(name) 后面缺少值。", en: "--\(name) needs a value.")
      }
      guard values[name] == nil else { throw UsageError(zh: "--\(name) 给了两次。", en: "--\(name) is given twice.") }
      switch option.kind {
      case .text: values[name] = .text(text)
      case .secret: values[name] = .secret(try await SecretText.read(text, flag: "--\(name)", in: shell))
      case .yaml: values[name] = .yaml(try YAMLFile.json(at: text))
      }
    }
    if let missing = tool.options.first(where: { $0.isRequired && values[$0.name] == nil }) {
      throw UsageError(
        zh: "\(platform) \(tool.name) 缺少 --\(missing.name)。", en: "\(platform) \(tool.name) needs --\(missing.name).", remedy: missing.help)
    }
    return values
  }

  private func unknown(_ word: String) -> UsageError {
    let names = tool.options.map { "--" + $0.name }
    let nearest = names.nearest(to: word)
    return UsageError(
      zh: "\(platform) \(tool.name) 没有选项 \(word)。", en: "\(platform) \(tool.name) has no option \(word).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "有：\(names.joined(separator: " "))。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It takes: \(names.joined(separator: " "))."))
  }
}
