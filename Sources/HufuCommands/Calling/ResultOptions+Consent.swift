import HufuClient
import HufuSigning

extension ResultOptions {
  /// Refuses what cannot be undone unless it was asked for plainly: destruction without `--yes`, and a new secret nobody would get to see.
  ///
  /// - Parameter target: what the request goes to, for the message.
  /// - Throws: ``UsageError``; nothing was sent.
  func withConsent(to operation: HufuClient.Operation, given: Bool, keepsTokens: Bool, target: () throws -> String) throws {
    if operation.effect == .destructive, !given {
      let place = (try? target()) ?? operation.template
      throw UsageError(
        zh: "\(operation.name) 会删除或作废东西：\(operation.method.rawValue) \(place)。",
        en: "\(operation.name) deletes or voids something: \(operation.method.rawValue) \(place).",
        remedy: Bilingual(zh: "确认后加上 --yes；先看一眼用 --dry-run。", en: "Add --yes when that is meant; --dry-run shows it first."))
    }
    if operation.effect != .read, !operation.secrets.isEmpty, !reveal, operation.makesSecrets, !keepsTokens {
      throw UsageError(
        zh: "\(operation.name) 的答案里有新的密钥或令牌，只会给一次，而现在会被遮住。",
        en: "The answer of \(operation.name) holds a new key or token, given only once, and it would be masked.",
        remedy: Bilingual(zh: "加上 --reveal（可配合 -o FILE，文件权限 0600）。", en: "Add --reveal, with -o FILE if you like (mode 0600)."))
    }
  }
}

extension HufuClient.Operation {
  /// Whether it is there to make a token or key: then its answer is what one wants.
  fileprivate var makesSecrets: Bool { name.hasPrefix("token.") || name.hasPrefix("key.") || name.hasPrefix("keys.") }
}
