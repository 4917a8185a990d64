import HufuClient
import HufuProfiles
import HufuSigning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether configuration and stored tokens are ours alone.
struct FilesCheck {
  let shell: Shell

  var finding: Finding {
    let config = ProfileFile.standardPath(shell.environment)
    let tokens = FileTokenStore.standardPath(shell.environment)
    for (path, mode) in [(config, "600"), (tokens, "700")] {
      guard let status = Self.status(of: path) else { continue }
      if status.st_uid != geteuid() {
        return .warn(
          zh: "\(path) 属于别的用户。", en: "\(path) belongs to another user.",
          remedy: Bilingual(zh: "改用自己的文件，或执行 chown。", en: "Use a file of your own, or chown it."))
      }
      if status.st_mode & 0o077 != 0 {
        return .warn(
          zh: "\(path) 对他人开放（\(Self.text(status.st_mode))）。", en: "\(path) is open to others (\(Self.text(status.st_mode))).",
          remedy: Bilingual(zh: "执行 chmod \(mode) \(path)。", en: "Run chmod \(mode) \(path)."))
      }
    }
    guard Self.status(of: config) != nil else {
      return .warn(
        zh: "没有配置文件 \(config)。", en: "There is no configuration \(config).",
        remedy: Bilingual(
          zh: "用 hufu profile add 新建，或 hufu sandbox --write-profiles hufu.yaml 试用。",
          en: "Make one with hufu profile add, or try hufu sandbox --write-profiles hufu.yaml."))
    }
    return .pass(zh: "\(config) 和令牌目录只有本人可读。", en: "\(config) and the folder of tokens are open to nobody else.")
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private static func text(_ mode: mode_t) -> String { "0" + String(mode & 0o777, radix: 8) }
}
