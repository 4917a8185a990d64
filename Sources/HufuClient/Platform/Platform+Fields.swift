import FoundationEssentials
public import HufuSigning

extension Platform {
  /// Makes a credential of named texts.
  ///
  /// - Throws: ``ConfigurationError`` for an unknown name, with the nearest, or a missing one, with the vendor's menu path.
  public static func credential(from values: [String: Secret]) throws -> Credential {
    try checkNames(values.keys, among: fields.map(\.name), of: Bilingual(zh: "凭据", en: "credential"))
    for field in fields where field.isRequired && values[field.name]?.isEmpty ?? true {
      throw ConfigurationError(
        zh: "\(id) 缺少凭据 \(field.name)。", en: "\(id) needs the credential \(field.name).",
        remedy: Bilingual(zh: "在哪里取得：\(field.help.zh)", en: "Where to get it: \(field.help.en)"))
    }
    let members = values.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value.reveal())) }
    return try decode(Credential.self, from: members)
  }

  /// Makes settings of named values; those not named have their defaults.
  ///
  /// - Throws: ``ConfigurationError`` for an unknown name or a value that is not allowed.
  public static func settings(from values: [String: JSONValue]) throws -> Settings {
    try checkNames(values.keys, among: settingFields.map(\.name), of: Bilingual(zh: "设置", en: "setting"))
    var members: [JSONValue.Member] = []
    for field in settingFields {
      guard let value = values[field.name] ?? field.defaultValue.map(JSONValue.string) else { continue }
      members.append(JSONValue.Member(field.name, try field.typed(value, platform: id)))
    }
    return try decode(Settings.self, from: members)
  }

  /// Binds a credential and settings given by name to an endpoint.
  ///
  /// - Throws: ``ConfigurationError``.
  public static func connect(
    credentials: [String: Secret], settings: [String: JSONValue] = [:], at endpoint: Endpoint, over transport: any Transport,
    timing: Timing = .system, entropy: Entropy = .system, defaults: [String: String] = [:], options: ConnectionOptions = ConnectionOptions()
  ) throws -> Connection {
    for field in fields where field.isSecret { credentials[field.name].map(options.redactor.learn) }
    var options = options
    options.credentials = credentials
    return Connection(
      Self(settings: try self.settings(from: settings)), try credential(from: credentials), at: endpoint, over: transport, timing: timing,
      entropy: entropy, defaults: defaults, options: options)
  }

  /// ``warnings(_:)`` for a credential given by name.
  ///
  /// - Throws: ``ConfigurationError``.
  public static func warnings(of values: [String: Secret]) throws -> [Bilingual] { warnings(try credential(from: values)) }

  /// ``signIn`` for settings given by name.
  ///
  /// - Throws: ``ConfigurationError``.
  public static func signIn(under values: [String: JSONValue]) throws -> SignIn? {
    Self(settings: try settings(from: values)).signIn
  }

  private static func checkNames(_ names: some Sequence<String>, among known: [String], of what: Bilingual) throws {
    for name in names.sorted() where !known.contains(name) {
      let list = known.joined(separator: ", ")
      let nearest = known.nearest(to: name)
      throw ConfigurationError(
        zh: "\(id) 没有\(what.zh) \(name)。", en: "\(id) has no \(what.en) \(name).",
        remedy: Bilingual(
          zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用：\(list)。", en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It has: \(list).")
      )
    }
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, from members: [JSONValue.Member]) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(JSONWriter.compact(.object(members))))
    } catch let error as DecodingError {
      throw ConfigurationError(
        zh: "\(id) 的 profile 字段不合适：\(error.field)。", en: "A field of the \(id) profile does not fit: \(error.field).")
    }
  }
}

extension DecodingError {
  /// Which field does not fit, without its value.
  fileprivate var field: String {
    let (path, what): ([any CodingKey], String) =
      switch self {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
        (context.codingPath, context.debugDescription)
      case .keyNotFound(let key, let context): (context.codingPath + [key], "missing")
      @unknown default: ([], "unknown")
      }
    return path.map(\.stringValue).joined(separator: ".") + " (\(what))"
  }
}

extension SettingField {
  /// The value in this setting's type; texts from the environment and from flags are read as that type.
  func typed(_ value: JSONValue, platform: String) throws -> JSONValue {
    let text = value.plainText
    if !allowed.isEmpty {
      guard let text, allowed.contains(text) else {
        let nearest = text.flatMap { allowed.nearest(to: $0) }
        throw unfit(value, zh: allowed.joined(separator: "、") + " 之一", en: "one of " + allowed.joined(separator: ", "), nearest, platform)
      }
    }
    switch (kind, text) {
    case (.text, let text?): return .string(text)
    case (.int, let text?) where Int64(text) != nil: return .number(text)
    case (.bool, "true"): return .bool(true)
    case (.bool, "false"): return .bool(false)
    case (.json, let text?) where text.hasPrefix("{") || text.hasPrefix("["):
      do { return try JSONValue(parsing: Array(text.utf8)) } catch { throw unfit(value, zh: "JSON", en: "JSON", nil, platform) }
    case (.json, _): return value
    default: throw unfit(value, zh: kind.rawValue, en: kind.rawValue, nil, platform)
    }
  }

  private func unfit(_ value: JSONValue, zh: String, en: String, _ nearest: String?, _ platform: String) -> ConfigurationError {
    // Only words and numbers: in a mapping may stand what somebody put in the wrong place.
    let shown = value.plainText ?? (value.elements == nil ? "{…}" : "[…]")
    return ConfigurationError(
      zh: "\(platform) 的设置 \(name) 不能是 \(shown)，应为 \(zh)。", en: "The \(platform) setting \(name) cannot be \(shown); expected \(en).",
      remedy: nearest.map { Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?") } ?? help)
  }
}
