import HufuSigning

extension Operation {
  /// Puts body parameters into a request in the platform's form.
  func fillBody(
    of request: inout APIRequest, values: [String: ParameterValue], extra: [(name: String, value: ParameterValue)], form: BodyForm
  ) throws {
    if let whole = parameters.first(where: { $0.place == .wholeBody }), let value = values[whole.name] {
      request.body = try wholeBody(value)
      return request.headers.set("Content-Type", "application/json")
    }
    let named = parameters.filter { $0.place == .body }.compactMap { parameter in values[parameter.name].map { (parameter.wire, $0) } }
    let fields = named + extra.map { ($0.name, $0.value) }
    guard method.takesBody else {
      // An open GET or DELETE carries its free arguments in the query.
      guard !extra.isEmpty else { return }
      let items = try extra.map { field in
        guard let text = field.value.plain else { throw unfitForQuery(field.name) }
        return QueryItem(field.name, text)
      }
      let text = QueryItem.encode(items)
      request.query += request.query.isEmpty ? text : [UInt8(ascii: "&")] + text
      return
    }
    if multipart != nil || fields.contains(where: { if case .file = $0.1 { true } else { false } }) {
      request.body = try multipartBody(fields)
      return
    }
    guard !fields.isEmpty || isOpen || parameters.contains(where: { $0.place == .body }) else { return }
    switch form {
    case .json:
      request.body = .bytes(JSONWriter.compact(.object(try fields.map { JSONValue.Member($0.0, try json($0.1, of: $0.0)) })))
      request.headers.set("Content-Type", "application/json")
    case .pairs:
      request.body = .bytes(
        Array(try fields.map { "\($0.0)=\(try unbroken(pairText($0.1, of: $0.0), of: $0.0))" }.joined(separator: "&").utf8))
    }
  }

  private func wholeBody(_ value: ParameterValue) throws -> RequestBody {
    switch value {
    case .json(let json): .bytes(JSONWriter.compact(json))
    case .file(let path): .file(path: path)
    }
  }

  /// Files become parts; the other fields together are one JSON part when the catalogue names it, else a part each.
  private func multipartBody(_ fields: [(String, ParameterValue)]) throws -> RequestBody {
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

  private func json(_ value: ParameterValue, of name: String) throws -> JSONValue {
    guard case .json(let json) = value else { throw unfitForQuery(name) }
    return json
  }

  /// Pairs know no escaping: a value that holds what separates them would be read as other parameters.
  private func unbroken(_ text: String, of name: String) throws -> String {
    guard let character = text.first(where: { $0 == "&" || $0 == "#" }) else { return text }
    throw UsageError(
      zh: "参数 \(name) 的值含有 \(character)，无法传给该平台。", en: "The value of \(name) holds \(character), which this platform cannot be given.",
      remedy: Bilingual(
        zh: "该平台的参数是不转义的 k=v&k=v 明文；请去掉 & 和 #（回调地址不要带查询串）。",
        en: "This platform's parameters are unescaped k=v&k=v text; leave & and # out (no query in a callback address)."))
  }

  private func pairText(_ value: ParameterValue, of name: String) throws -> String {
    if let text = value.plain { return text }
    if case .json(let json) = value {
      switch json {
      case .array(let elements) where elements.allSatisfy({ $0.plainText != nil }):
        return elements.compactMap(\.plainText).joined(separator: ",")
      case .object, .array: return String(decoding: JSONWriter.compact(json), as: UTF8.self)
      default: break
      }
    }
    throw unfitForQuery(name)
  }

  func unfitForQuery(_ name: String) -> UsageError {
    UsageError(
      zh: "参数 \(name) 的值不能这样传：这里只能是文本、数字或布尔。",
      en: "Argument \(name) cannot be sent this way: only a text, a number or a boolean fits here.",
      remedy: Bilingual(zh: "不传该参数，或改成文本。", en: "Leave it out, or make it a text."))
  }
}
