import HufuClient
import HufuSigning

/// What a pipeline asks for at a start, from `build.startinfo` (BuildManualStartupInfo, platforms/bkci.md §3.1).
///
/// The server takes unknown names for new variables and drops values of constants without a word, so starts are checked here.
struct StartForm: Sendable {
  /// One start parameter.
  struct Field: Sendable {
    var id: String
    var type: String
    /// What the server takes where nothing is given; nil where it names nothing.
    var preset: String?
    /// The keys of its choices, in order.
    var options: [String]
    var description: String?
    var isRequired: Bool
    var isFilled: Bool
    var isFixed: Bool
    var isSensitive: Bool
    /// Other parameters' values that show it; it need not be filled while it is hidden.
    var conditions: [JSONValue.Member]
  }

  /// Whether people may start it by hand; a start through the API does not need that.
  var canStartByHand: Bool
  var fields: [Field]

  init(_ json: JSONValue) {
    canStartByHand = json["canManualStartup"]?.bool ?? true
    fields = json["properties"]?.elements?.compactMap(Field.init) ?? []
  }

  /// - Throws: `UsageError` saying what is wrong with the first value that does not fit, and what would.
  func check(_ values: [JSONValue.Member]) throws {
    for value in values {
      guard let field = fields.first(where: { $0.id == value.key }) else { throw unknown(value.key) }
      try field.check(value.value.plainText ?? "")
    }
    for field in fields where !field.isFixed && !isHidden(field, from: values) {
      let value = values.last { $0.key == field.id }?.value.plainText ?? field.preset
      // The form's "required" only says that it is shown at a start; what must not be empty is marked apart.
      guard value.map({ $0.isEmpty && field.isFilled }) ?? (field.isRequired || field.isFilled) else { continue }
      throw missing(field)
    }
  }

  /// Whether a value of another parameter, given or preset, keeps it from being shown.
  private func isHidden(_ field: Field, from values: [JSONValue.Member]) -> Bool {
    field.conditions.contains { condition in
      let given = values.last { $0.key == condition.key }?.value.plainText
      return (given ?? fields.first { $0.id == condition.key }?.preset) != condition.value.plainText
    }
  }

  /// Whether a name, by what is usual, is that of a secret: for parameters no form tells of.
  static func soundsSensitive(_ name: String) -> Bool {
    let words = [
      "password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "access_key", "private_key", "credential", "sign_key",
    ]
    let name = name.lowercased()
    return words.contains { name.contains($0) }
  }

  private func unknown(_ name: String) -> UsageError {
    let names = fields.map(\.id)
    let nearest = names.nearest(to: name)
    return UsageError(
      zh: "流水线没有启动参数 \(name)：服务器会悄悄把它当成新变量。",
      en: "The pipeline has no start parameter \(name): the server would silently make a new variable of it.",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + (names.isEmpty ? "它没有启动参数。" : "启动参数：\(list.zh)。") + "确实要传新变量，加 --unchecked。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + (names.isEmpty ? "It has none." : "It takes: \(list.en).")
          + " To pass a new variable all the same, add --unchecked."))
  }

  private func missing(_ field: Field) -> UsageError {
    UsageError(
      zh: "启动参数 \(field.id) 不能为空" + (field.description.map { "：\($0)" } ?? "") + "。",
      en: "The start parameter \(field.id) must not be empty" + (field.description.map { " (\($0))" } ?? "") + ".",
      remedy: Bilingual(
        zh: "写成 \(field.id)=值" + (field.options.isEmpty ? "" : "，可选：\(field.options.shortList)") + "。启动参数：\(list.zh)。",
        en: "Write \(field.id)=VALUE" + (field.options.isEmpty ? "" : ", one of \(field.options.shortList)") + ". It takes: \(list.en)."))
  }

  /// Names with what they are preset to; what is sensitive is never shown.
  private var list: Bilingual {
    let texts = fields.filter { !$0.isFixed }.map { field in
      field.preset.flatMap { $0.isEmpty || field.isSensitive ? nil : "\(field.id)=\($0)" } ?? field.id
    }
    return Bilingual(zh: texts.joined(separator: "、"), en: texts.joined(separator: ", "))
  }
}

extension StartForm.Field {
  init?(_ json: JSONValue) {
    guard let id = json["id"]?.text else { return nil }
    self.id = id
    type = json["type"]?.text?.uppercased() ?? "STRING"
    preset = json["defaultValue"]?.plainText
    options = json["options"]?.elements?.compactMap { $0["key"]?.plainText } ?? []
    description = json["desc"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    isRequired = json["required"]?.bool ?? false
    isFilled = json["valueNotEmpty"]?.bool ?? false
    isFixed = json["readOnly"]?.bool ?? false || json["constant"]?.bool ?? false
    isSensitive = json["sensitive"]?.bool ?? false || type == "PASSWORD"
    conditions = json["displayCondition"]?.members ?? []
  }

  /// Lists of branches, repositories and files may be cut short by the server, so only closed choices are held against their options.
  fileprivate func check(_ value: String) throws {
    guard !isFixed else {
      throw UsageError(
        zh: "启动参数 \(id) 是只读的，给了也不会生效。", en: "The start parameter \(id) is read-only: a value for it has no effect.",
        remedy: Bilingual(zh: "去掉它。", en: "Leave it out."))
    }
    switch type {
    case "ENUM" where !options.isEmpty && !options.contains(value): throw unfit(value, among: options)
    case "MULTIPLE" where !options.isEmpty:
      for part in value.split(separator: ",").map(String.init) where !options.contains(part) { throw unfit(part, among: options) }
    case "BOOLEAN" where value != "true" && value != "false": throw unfit(value, among: ["true", "false"])
    case "LONG" where !value.isEmpty && Int64(value) == nil:
      throw UsageError(
        zh: "启动参数 \(id) 的值 \(shown(value)) 不合适，应为整数。", en: "The start parameter \(id) cannot be \(shown(value)); expected a whole number.")
    default: break
    }
  }

  private func unfit(_ value: String, among options: [String]) -> UsageError {
    let nearest = isSensitive ? nil : options.nearest(to: value)
    return UsageError(
      zh: "启动参数 \(id) 的值 \(shown(value)) 不在可选值之中。", en: "The start parameter \(id) cannot be \(shown(value)).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可选：\(options.shortList)。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It can be: \(options.shortList)."))
  }

  private func shown(_ value: String) -> String { isSensitive ? Redactor.mark : value }
}

extension [String] {
  fileprivate var shortList: String { prefix(20).joined(separator: ", ") + (count > 20 ? ", …" : "") }
}
