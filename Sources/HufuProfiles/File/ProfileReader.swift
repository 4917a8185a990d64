import HufuClient
import HufuHTTP
import HufuSigning

/// Makes a profile of the fields that file, environment and flags have left after the overlay.
struct ProfileReader {
  let name: String
  let platform: any Platform.Type
  let fields: [FieldPath: RawField]
  /// Where the profile as a whole stands.
  let origin: Origin

  func profile() throws -> Profile {
    try checkNames(.credentials, among: platform.fields.map(\.name))
    try checkNames(.settings, among: platform.settingFields.map(\.name))
    let (endpoint, dropped) = try url()
    let settings = try settings()
    return Profile(
      name: name, platform: platform, platformOrigin: fields[FieldPath("platform")]?.origin ?? origin, endpoint: endpoint.value,
      endpointOrigin: endpoint.origin, credentials: try group(.credentials) { try SecretReference($0) }, settings: settings,
      defaults: try group(.defaults) { $0 }, headers: try headers(), timeout: try scalar(FieldPath("timeout"), DurationText.read),
      rate: try scalar(FieldPath("rate"), RateText.read), proxy: try proxy(), caFile: try scalar(FieldPath(.tls, "caFile")) { $0 },
      pin: try scalar(FieldPath(.tls, "pin")) { try PublicKeyPin($0) }, isInsecure: try scalar(FieldPath(.tls, "insecure"), Self.flag),
      allowsHTTP: try scalar(FieldPath("allowHTTP"), Self.flag), notices: dropped.map { [$0] } ?? [])
  }

  private func url() throws -> (Sourced<Endpoint>, Notice?) {
    let parsed = try scalar(FieldPath("url")) { try Endpoint.parse($0, dropping: platform.droppedURLSuffixes) }
    guard let parsed else {
      throw origin.error(
        Bilingual(zh: "profile \(name) 缺少 url。", en: "Profile \(name) has no url."),
        remedy: Bilingual(zh: "写上 url: https://主机。", en: "Add url: https://HOST."))
    }
    let (endpoint, dropped) = parsed.value
    let notice = dropped.map {
      Notice(
        .configuration, zh: "profile \(name) 的 url 末尾的 \($0) 属于各操作的路径，已去掉：\(endpoint)。",
        en: "\($0) at the end of profile \(name)'s url belongs to the operations' paths and was dropped: \(endpoint).")
    }
    return (Sourced(endpoint, from: parsed.origin), notice)
  }

  private func settings() throws -> [String: Sourced<JSONValue>] {
    var settings: [String: Sourced<JSONValue>] = [:]
    for (path, field) in members(.settings) {
      // One by one, so that an error can point at the one.
      try field.origin.locating(what(path)) { _ = try platform.settings(from: [path.name: field.value]) }
      settings[path.name] = Sourced(field.value, from: field.origin)
    }
    return settings
  }

  private func headers() throws -> [Sourced<HeaderField>] {
    try members(.headers).map { path, field in
      let value = try text(path, field)
      guard !path.name.isEmpty, path.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.separators.contains($0) }) else {
        throw field.nameOrigin.error(Bilingual(zh: "\(what(path))：请求头名字不合法。", en: "\(what(path)): this is no valid header name."))
      }
      guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
        throw field.origin.error(Bilingual(zh: "\(what(path))：值里有控制字符。", en: "\(what(path)): the value holds a control character."))
      }
      guard !Self.transportHeaders.contains(path.name.lowercased()) else {
        throw field.nameOrigin.error(
          Bilingual(zh: "\(what(path))：这个请求头由传输层设置。", en: "\(what(path)): the transport sets this header itself."),
          remedy: Bilingual(zh: "从 headers 里删去它。", en: "Remove it from headers."))
      }
      guard !Self.credentialHeaders.contains(path.name.lowercased()) else {
        throw field.nameOrigin.error(
          Bilingual(zh: "\(what(path))：这个请求头携带凭据。", en: "\(what(path)): this header carries a credential."),
          remedy: Bilingual(zh: "从 headers 里删去它；凭据写在 credentials 里。", en: "Remove it from headers; credentials go into credentials."))
      }
      return Sourced(HeaderField(path.name, value), from: field.nameOrigin)
    }
  }

  private static let separators = Set("()<>@,;:\\\"/[]?={}".utf8)
  private static let transportHeaders: Set = ["host", "content-length", "transfer-encoding", "connection"]
  /// `profile show` prints headers; whatever the scheme, these hold secrets.
  private static let credentialHeaders: Set = ["authorization", "proxy-authorization", "cookie"]

  /// Checked here when it is written out; a reference is checked when it is resolved.
  private func proxy() throws -> Sourced<SecretReference>? {
    try scalar(FieldPath("proxy")) { text in
      let reference = try SecretReference(text)
      if let address = reference.plainText { _ = try ProxyServer(address) }
      return reference
    }
  }

  private static func flag(_ text: String) throws -> Bool {
    guard let flag = Bool(text) else { throw ConfigurationError(zh: "应为 true 或 false。", en: "Expected true or false.") }
    return flag
  }

  // MARK: Fields

  private func members(_ group: FieldPath.Group) -> [(FieldPath, RawField)] {
    fields.filter { $0.key.group == group }.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) }
  }

  private func group<Value>(_ group: FieldPath.Group, _ read: (String) throws -> Value) throws -> [String: Sourced<Value>] {
    var values: [String: Sourced<Value>] = [:]
    for (path, field) in members(group) {
      let text = try text(path, field)
      values[path.name] = Sourced(try field.origin.locating(what(path)) { try read(text) }, from: field.origin)
    }
    return values
  }

  private func scalar<Value>(_ path: FieldPath, _ read: (String) throws -> Value) throws -> Sourced<Value>? {
    guard let field = fields[path] else { return nil }
    let text = try text(path, field)
    return Sourced(try field.origin.locating(what(path)) { try read(text) }, from: field.origin)
  }

  private func text(_ path: FieldPath, _ field: RawField) throws -> String {
    guard let text = field.text, !text.isEmpty else {
      throw field.origin.error(
        Bilingual(zh: "\(what(path)) 应为一个值，这里是空的、列表或映射。", en: "\(what(path)) should be one value; here is nothing, a list or a mapping."))
    }
    return text
  }

  private func checkNames(_ group: FieldPath.Group, among known: [String]) throws {
    for (path, field) in members(group) where !known.contains(path.name) {
      throw field.nameOrigin.error(
        Bilingual(zh: "\(what(path))：\(platform.id) 没有这个字段。", en: "\(what(path)): \(platform.id) has no such field."),
        remedy: known.suggestion(for: path.name))
    }
  }

  private func what(_ path: FieldPath) -> String { "profile \(name) \(path)" }
}
