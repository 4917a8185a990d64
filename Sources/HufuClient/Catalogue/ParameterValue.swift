package import HufuSigning

/// An argument checked against its parameter.
package enum ParameterValue: Sendable {
  case json(JSONValue)
  case file(path: String)

  /// One text for a path, a query item or a header; nil for null, objects, arrays and files.
  var plain: String? {
    guard case .json(let value) = self else { return nil }
    return value.plainText
  }

  /// The texts of a query parameter: several for a list.
  var texts: [String]? {
    if case .json(.array(let elements)) = self {
      let texts = elements.compactMap(\.plainText)
      return texts.count == elements.count ? texts : nil
    }
    return plain.map { [$0] }
  }

  func joined(with other: ParameterValue) -> ParameterValue? {
    guard case .json(.array(let mine)) = self, case .json(.array(let others)) = other else { return nil }
    return .json(.array(mine + others))
  }
}

extension JSONValue {
  /// A scalar as it stands in an address or a form: text unquoted, numbers as spelled, booleans as `true` and `false`.
  package var plainText: String? {
    switch self {
    case .string(let text): text
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}

extension Parameter {
  /// Checks and types one argument.
  func value(_ value: ArgumentValue, of operation: String) throws -> ParameterValue {
    switch value {
    case .file(let path): return .file(path: path)
    case .json(let json):
      try check(json.plainText)
      return .json(json)
    case .text(let text):
      try check(text)
      return try typed(text)
    }
  }

  private func typed(_ text: String) throws -> ParameterValue {
    switch kind {
    case .text, .secret, .time: return .json(.string(text))
    case .int:
      guard Int64(text) != nil else { throw unfit(text, zh: "整数", en: "a whole number") }
      return .json(.number(text))
    case .number:
      guard let parsed = try? JSONValue(parsing: Array(text.utf8)), case .number = parsed else {
        throw unfit(text, zh: "数字", en: "a number")
      }
      return .json(parsed)
    case .bool:
      guard text == "true" || text == "false" else { throw unfit(text, zh: "true 或 false", en: "true or false") }
      return .json(.bool(text == "true"))
    case .json:
      do { return .json(try JSONValue(parsing: Array(text.utf8))) } catch { throw unfit(text, zh: "JSON", en: "JSON") }
    case .list: return .json(.array(text.split(separator: ",").map { .string(String($0)) }))
    case .file: return .file(path: text)
    }
  }

  private func check(_ text: String?) throws {
    guard let text else { return }
    if !allowed.isEmpty, !allowed.contains(text) {
      let nearest = kind == .secret ? nil : allowed.nearest(to: text)
      throw unfit(
        text, zh: allowed.joined(separator: "、") + " 之一", en: "one of " + allowed.joined(separator: ", "),
        remedy: nearest.map { Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?") })
    }
    if let range, let number = Int64(text), !range.contains(number) {
      throw unfit(text, zh: "\(range) 之间的整数", en: "a whole number in \(range)")
    }
  }

  private func unfit(_ text: String, zh: String, en: String, remedy: Bilingual? = nil) -> UsageError {
    let shown = kind == .secret ? "<redacted>" : text
    return UsageError(
      zh: "参数 \(name) 的值 \(shown) 不合适，应为 \(zh)。", en: "Argument \(name) cannot be \(shown); expected \(en).", remedy: remedy)
  }
}
