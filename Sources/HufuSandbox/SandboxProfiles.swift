import HufuClient
import HufuSigning

/// The configuration file that opens a sandbox: one profile for each mount, with its made-up credentials.
public enum SandboxProfiles {
  /// The first line of every file written; it says that the file may be written again.
  public static let marker = "# hufu sandbox: 由命令生成，会被覆盖 / generated, will be overwritten"

  /// The text of a `config.yaml`, for `--print-profiles` and `--write-profiles`.
  ///
  /// - Parameter baseURL: where the sandbox listens: `http://127.0.0.1:7800`, without a slash at the end.
  public static func yaml(baseURL: String, plan: SandboxPlan) -> String {
    let isLoopback = (try? Endpoint(baseURL))?.isLoopback ?? false
    let opening = """
      \(marker)
      # 这些凭据只能打开沙箱 / these credentials open the sandbox and nothing else
      profiles:

      """
    return opening + plan.mounts.map { profile(of: $0, baseURL: baseURL, isLoopback: isLoopback) }.joined()
  }

  private static func profile(of mount: SandboxMount, baseURL: String, isLoopback: Bool) -> String {
    let sample = mount.profile
    return """
        \(YAMLText.scalar(sample.name)):
          platform: \(YAMLText.scalar(mount.platform))
          url: \(YAMLText.scalar(baseURL + mount.prefix))

      """
        + (isLoopback ? "" : "    allowHTTP: true\n")
        + block("settings", sample.settings, setting)
        + block("credentials", sample.credentials.mapValues(literal))
        + block("defaults", sample.defaults)
  }

  /// - Parameter written: what stands behind the colon.
  private static func block(
    _ name: String, _ values: [String: String], _ written: (String) -> String = { " " + YAMLText.scalar($0) }
  ) -> String {
    guard !values.isEmpty else { return "" }
    let lines = values.sorted { $0.key < $1.key }.map { "      \(YAMLText.scalar($0.key)):\(written($0.value))\n" }
    return "    \(name):\n" + lines.joined()
  }

  /// A JSON object becomes a mapping, a line for each member, as a person would write it; what is deeper stays JSON, YAML's flow style.
  private static func setting(_ text: String) -> String {
    guard let members = (try? JSONValue(parsing: Array(text.utf8)))?.members, !members.isEmpty else { return " " + YAMLText.scalar(text) }
    return members.map { member in
      let value = member.value.text.map(YAMLText.scalar) ?? String(decoding: JSONWriter.compact(member.value), as: UTF8.self)
      return "\n        \(YAMLText.scalar(member.key)): \(value)"
    }.joined()
  }

  /// A credential that would be read as a reference is said to be none.
  private static func literal(_ text: String) -> String {
    SecretPrefix.begins(text) ? "\(SecretPrefix.literal.rawValue):\(text)" : text
  }
}
