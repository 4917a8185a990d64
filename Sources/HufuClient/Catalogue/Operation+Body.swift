import HufuSigning

extension Operation {
  /// Puts body parameters into a request in the platform's form.
  func fillBody(
    of request: inout APIRequest, values: [String: ParameterValue], extra: [(name: String, value: ParameterValue)], form: BodyForm
  ) throws {
    if let whole = parameters.first(where: { $0.place == .wholeBody }), let value = values[whole.name] {
      request.body =
        switch value {
        case .json(let json): .bytes(JSONWriter.compact(json))
        case .file(let path): .file(path: path)
        }
      return request.headers.set("Content-Type", "application/json")
    }
    guard method.takesBody else { return try fillQuery(of: &request, extra) }
    let named = parameters.filter { $0.place == .body }.compactMap { parameter in values[parameter.name].map { (parameter.wire, $0) } }
    let fields = named + extra.map { ($0.name, $0.value) }
    guard !fields.isEmpty || isOpen || parameters.contains(where: { $0.place == .body }) else { return }
    try BodyFields(fields.map { (name: $0.0, value: $0.1) }, multipart: multipart).fill(&request, as: form)
  }

  /// An open GET or DELETE carries its free arguments in the query.
  private func fillQuery(of request: inout APIRequest, _ extra: [(name: String, value: ParameterValue)]) throws {
    guard !extra.isEmpty else { return }
    let items = try extra.map { field in
      guard let text = field.value.plain else { throw ParameterValue.unfit(field.name) }
      return QueryItem(field.name, text)
    }
    let text = QueryItem.encode(items)
    request.query += request.query.isEmpty ? text : [UInt8(ascii: "&")] + text
  }
}
