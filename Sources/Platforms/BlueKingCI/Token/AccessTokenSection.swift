import HufuSigning

/// The `accessToken` section of the server's common.yml.
struct AccessTokenSection: Sendable {
  /// Whether openapi asks for tokens; off when the file does not say.
  var isEnabled: Bool
  var secret: Secret?
  /// How long issued tokens are good.
  var lifetime: Duration

  /// What the server takes when the file names no `expirationTime`: four hours (platforms/bkci.md §1.1).
  static let defaultLifetime = Duration.milliseconds(14_400_000)

  init(isEnabled: Bool = false, secret: Secret? = nil, lifetime: Duration = defaultLifetime) {
    self.isEnabled = isEnabled
    self.secret = secret
    self.lifetime = lifetime
  }

  /// Finds the section in a whole common.yml, in its `auth` part, or in a file that starts at `accessToken`.
  ///
  /// - Returns: nil when there is no such section.
  init?(in file: JSONValue) {
    guard let section = Self.find(in: file) else { return nil }
    isEnabled = section["enabled"]?.bool ?? (section["enabled"]?.text == "true")
    let secret = section["secret"]?.scalarText ?? ""
    self.secret = secret.isEmpty ? nil : Secret(secret)
    // Newer servers read the number as a double: 8.64e7 is legal.
    let life = section["expirationTime"]?.scalarText.flatMap { Double($0) }.flatMap { Int64(exactly: $0.rounded(.down)) }
    lifetime = life.map { .milliseconds($0) } ?? Self.defaultLifetime
  }

  private static func find(in value: JSONValue) -> JSONValue? {
    guard let members = value.members else { return nil }
    if let section = value["accessToken"], section.members != nil { return section }
    return members.lazy.compactMap { find(in: $0.value) }.first
  }
}
