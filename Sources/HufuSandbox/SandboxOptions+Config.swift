package import HufuClient
import HufuSigning

extension SandboxOptions {
  /// Refuses a `--config` with settings this platform's sandbox does not have, rather than pass over a slip of the pen.
  ///
  /// - Parameter names: the settings it has.
  /// - Throws: ``HufuClient/ConfigurationError`` with the nearest name.
  package func checkConfig(of platform: String, knows names: [String]) throws(ConfigurationError) {
    guard let unknown = config.members?.first(where: { !names.contains($0.key) })?.key else { return }
    let nearest = names.nearest(to: unknown)
    let list = names.joined(separator: ", ")
    throw ConfigurationError(
      zh: "\(platform) 沙箱没有设置 \(unknown)。", en: "The \(platform) sandbox has no setting \(unknown).",
      remedy: names.isEmpty
        ? Bilingual(zh: "它没有任何设置，请从 --config 中去掉。", en: "It has none; leave it out of --config.")
        : Bilingual(
          zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用：\(list)。", en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It has: \(list).")
    )
  }
}
