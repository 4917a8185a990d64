public import HufuClient

/// A profile about to be written into the file.
public struct NewProfile: Sendable {
  public var name: String
  public var platform: any Platform.Type
  public var url: String
  public var credentials: [String: SecretReference]
  public var settings: [String: String]
  public var defaults: [String: String]
  /// Fields of the first level and of `tls`, by path: `timeout`, `proxy`, `tls.caFile`.
  public var others: [String: String]

  public init(
    _ name: String, platform: any Platform.Type, url: String, credentials: [String: SecretReference] = [:],
    settings: [String: String] = [:],
    defaults: [String: String] = [:], others: [String: String] = [:]
  ) {
    self.name = name
    self.platform = platform
    self.url = url
    self.credentials = credentials
    self.settings = settings
    self.defaults = defaults
    self.others = others
  }

  /// The profile as YAML lines, its name at the given indentation.
  func lines(indentation: Int) -> [String] {
    let indent = String(repeating: " ", count: indentation)
    var lines = ["\(indent)\(YAMLText.scalar(name)):"]
    func line(_ depth: Int, _ name: String, _ value: String) {
      lines.append(indent + String(repeating: "  ", count: depth) + "\(YAMLText.scalar(name)): \(YAMLText.scalar(value))")
    }
    func group(_ name: String, _ members: [(String, String)]) {
      guard !members.isEmpty else { return }
      lines.append("\(indent)  \(name):")
      for (name, value) in members { line(2, name, value) }
    }
    line(1, "platform", platform.id)
    line(1, "url", url)
    group("settings", settings.sorted { $0.key < $1.key })
    group("credentials", platform.fields.compactMap { field in credentials[field.name].map { (field.name, $0.written) } })
    group("defaults", defaults.sorted { $0.key < $1.key })
    for (name, value) in others.sorted(by: { $0.key < $1.key }) where !name.contains(".") { line(1, name, value) }
    group("tls", others.sorted { $0.key < $1.key }.compactMap { $0.key.hasPrefix("tls.") ? (String($0.key.dropFirst(4)), $0.value) : nil })
    return lines
  }
}
