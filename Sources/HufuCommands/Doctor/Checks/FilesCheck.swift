import HufuClient
import HufuProfiles
import HufuSigning

/// Whether configuration, secrets and stored tokens are ours alone, whole, and in a place where tokens can be stored.
struct FilesCheck {
  let shell: Shell

  /// So many are named; more would be the same again.
  private static let limit = 4

  var finding: Finding {
    let config = ProfileFile.standardPath(shell.environment)
    let troubles =
      [FileTrouble(owning: config, mode: "600")].compactMap { $0 } + SecretFolder(beside: config).troubles + shell.tokenStore.troubles
    guard troubles.isEmpty else { return Self.warning(of: troubles) }
    guard FileTrouble.exists(config) else {
      return .warn(
        zh: "没有配置文件 \(config)。", en: "There is no configuration \(config).",
        remedy: Bilingual(
          zh: "用 hufu profile add 新建，或 hufu sandbox --write-profiles hufu.yaml 试用。",
          en: "Make one with hufu profile add, or try hufu sandbox --write-profiles hufu.yaml."))
    }
    return .pass(zh: "\(config)、密钥和令牌目录只有本人可读。", en: "\(config), secrets and the folder of tokens are open to nobody else.")
  }

  private static func warning(of troubles: [FileTrouble]) -> Finding {
    let shown = troubles.prefix(limit)
    let more = troubles.count - shown.count
    let zh = shown.map(\.text.zh) + (more > 0 ? ["另有 \(more) 个文件"] : [])
    let en = shown.map(\.text.en) + (more > 0 ? ["\(more) more files"] : [])
    return .warn(
      zh: zh.joined(separator: "；") + "。", en: en.joined(separator: "; ") + ".",
      remedy: Bilingual(zh: shown.map(\.remedy.zh).joined(separator: " "), en: shown.map(\.remedy.en).joined(separator: " ")))
  }
}
