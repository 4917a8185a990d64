package import HufuSigning

/// Named values on their way into a body: the one place that knows how each form carries them.
package struct BodyFields {
  private let fields: [(name: String, value: ParameterValue)]
  /// The part that carries what is no file as JSON; nil gives every field a part of its own.
  private let multipart: String?

  package init(_ fields: [(name: String, value: ParameterValue)], multipart: String? = nil) {
    self.fields = fields
    self.multipart = multipart
  }

  /// Puts the fields into a request, with the content type that goes with them.
  ///
  /// - Throws: ``UsageError`` for a value the form cannot carry.
  package func fill(_ request: inout APIRequest, as form: BodyForm) throws {
    if multipart != nil || fields.contains(where: { if case .file = $0.value { true } else { false } }) {
      request.body = parts()
      return
    }
    switch form {
    case .json:
      request.body = .bytes(JSONWriter.compact(.object(try fields.map { JSONValue.Member($0.name, try $0.value.json(of: $0.name)) })))
      if request.headers["Content-Type"] == nil { request.headers.append(HeaderField("Content-Type", "application/json")) }
    case .pairs:
      let pairs = try fields.map { "\($0.name)=\(try Self.unbroken($0.value.pairText(of: $0.name), of: $0.name))" }
      request.body = .bytes(Array(pairs.joined(separator: "&").utf8))
    }
  }

  /// Files become parts; the other fields together are one JSON part when the catalogue names it, else a part each.
  private func parts() -> RequestBody {
    var parts: [MultipartPart] = []
    var rest: [JSONValue.Member] = []
    for (name, value) in fields {
      switch value {
      case .file(let path):
        parts.append(MultipartPart(name: name, filename: path.split(separator: "/").last.map(String.init), content: .file(path: path)))
      case .json(let json): rest.append(JSONValue.Member(name, json))
      }
    }
    if let multipart, !rest.isEmpty {
      parts.append(MultipartPart(name: multipart, contentType: "application/json", content: .bytes(JSONWriter.compact(.object(rest)))))
    } else {
      parts += rest.map { member in
        let bytes = member.value.plainText.map { Array($0.utf8) } ?? JSONWriter.compact(member.value)
        return MultipartPart(name: member.key, content: .bytes(bytes))
      }
    }
    return .multipart(parts)
  }

  /// Pairs know no escaping: a value that holds what separates them would be read as other parameters.
  private static func unbroken(_ text: String, of name: String) throws -> String {
    guard let character = text.first(where: { $0 == "&" || $0 == "#" }) else { return text }
    throw UsageError(
      zh: "参数 \(name) 的值含有 \(character)，无法传给该平台。", en: "The value of \(name) holds \(character), which this platform cannot be given.",
      remedy: Bilingual(
        zh: "该平台的参数是不转义的 k=v&k=v 明文；请去掉 & 和 #（回调地址不要带查询串）。",
        en: "This platform's parameters are unescaped k=v&k=v text; leave & and # out (no query in a callback address)."))
  }
}

extension ParameterValue {
  fileprivate func json(of name: String) throws -> JSONValue {
    guard case .json(let json) = self else { throw Self.unfit(name) }
    return json
  }

  fileprivate func pairText(of name: String) throws -> String {
    if let text = plain { return text }
    if case .json(let json) = self {
      switch json {
      case .array(let elements) where elements.allSatisfy({ $0.plainText != nil }):
        return elements.compactMap(\.plainText).joined(separator: ",")
      case .object, .array: return String(decoding: JSONWriter.compact(json), as: UTF8.self)
      default: break
      }
    }
    throw Self.unfit(name)
  }

  /// The error for a value that does not fit where it should go.
  static func unfit(_ name: String) -> UsageError {
    UsageError(
      zh: "参数 \(name) 的值不能这样传：这里只能是文本、数字或布尔。",
      en: "Argument \(name) cannot be sent this way: only a text, a number or a boolean fits here.",
      remedy: Bilingual(zh: "不传该参数，或改成文本。", en: "Leave it out, or make it a text."))
  }
}
