import HufuClient
import HufuSigning

/// A secret kept in a file of its own.
enum SecretFile {
  static func read(_ path: String) throws -> Secret {
    let file: LocalFile
    do {
      file = try LocalFile(path, limit: 64 << 10)
    } catch {
      switch error {
      case .missing: throw ConfigurationError(zh: "文件 \(path) 不存在。", en: "The file \(path) does not exist.")
      case .unreadable(let why): throw ConfigurationError(zh: "文件 \(path) 读不了：\(why)。", en: "The file \(path) cannot be read: \(why).")
      case .tooLarge: throw ConfigurationError(zh: "文件 \(path) 太大，不像是密钥。", en: "The file \(path) is too large for a secret.")
      }
    }
    guard !file.isOpenToOthers else {
      throw ConfigurationError(
        zh: "文件 \(path) 里是密钥，却对他人开放。", en: "The file \(path) holds a secret and is open to others.",
        remedy: Bilingual(zh: "执行 chmod 600 \(path)", en: "Run chmod 600 \(path)"))
    }
    guard file.isOurs || file.isRoots else {
      throw ConfigurationError(
        zh: "文件 \(path) 里是密钥，却属于别的用户。", en: "The file \(path) holds a secret and belongs to another user.",
        remedy: Bilingual(
          zh: "由运行 hufu 的用户持有它：复制一份并 chmod 600，或 chown。", en: "Let the user who runs hufu own it: make a copy with mode 600, or chown it."))
    }
    guard let secret = Secret(withoutLineEnd: String(decoding: file.bytes, as: UTF8.self)) else {
      throw ConfigurationError(zh: "文件 \(path) 是空的。", en: "The file \(path) is empty.")
    }
    return secret
  }
}

extension Secret {
  /// The text without line ends at its end; nil when nothing is left.
  init?(withoutLineEnd text: String) {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    guard !text.isEmpty else { return nil }
    self.init(String(text))
  }
}
