import HufuClient
import HufuProfiles
import HufuSigning

extension NewProfile {
  /// Takes `FIELD=VALUE` of a command line: a credential's reference, a setting, `defaults.NAME`, or a field like `timeout`.
  ///
  /// - Throws: ``UsageError`` with the nearest name.
  mutating func take(_ item: String) throws {
    let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw UsageError(zh: "看不懂 \(parts[0])；写成 字段=值。", en: "Cannot read \(parts[0]); write FIELD=VALUE.")
    }
    let (name, value) = (parts[0], parts[1])
    let bare = name.split(separator: ".").last.map(String.init) ?? name
    let rest = ["timeout", "rate", "proxy", "allowHTTP", "tls.caFile", "tls.pin", "tls.insecure"]
    if name.hasPrefix("defaults.") {
      defaults[bare] = value
    } else if platform.fields.contains(where: { $0.name == bare }) {
      credentials[bare] = try SecretReference(value)
    } else if platform.settingFields.contains(where: { $0.name == bare }) {
      settings[bare] = value
    } else if rest.contains(name) {
      others[name] = value
    } else {
      let names = platform.fields.map(\.name) + platform.settingFields.map(\.name) + rest
      throw UsageError(
        zh: "\(platform.id) 的 profile 没有字段 \(name)。", en: "A profile of \(platform.id) has no field \(name).",
        remedy: Bilingual(
          zh: (names.nearest(to: name).map { "是不是 \($0)？" } ?? "") + "可用：\(names.joined(separator: ", "))。",
          en: (names.nearest(to: name).map { "Did you mean \($0)? " } ?? "") + "It has: \(names.joined(separator: ", "))."))
    }
  }
}
