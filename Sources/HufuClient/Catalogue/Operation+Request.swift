public import HufuSigning

extension Operation {
  /// Builds the unsigned request.
  ///
  /// - Parameters:
  ///   - arguments: what the caller gives.
  ///   - defaults: the profile's values, used where the caller gives nothing and the operation has such a parameter.
  ///   - form: how the platform carries body parameters.
  /// - Throws: ``UsageError`` for an unknown, missing or unfit argument; it names the nearest valid one.
  public func request(_ arguments: Arguments, defaults: [String: String] = [:], form: BodyForm = .json) throws -> APIRequest {
    var values = try checked(arguments)
    for parameter in parameters where values[parameter.name] == nil {
      if let text = defaults[parameter.name] ?? parameter.defaultValue {
        values[parameter.name] = try parameter.value(.text(text), of: name)
      }
    }
    if let missing = parameters.first(where: { $0.isRequired && values[$0.name] == nil }) { throw self.missing(missing) }

    let pieces = try pathPieces(values)
    var request = APIRequest(method, URITemplate(template).path { pieces[$0] })
    request.query = try query(values)
    for parameter in parameters where parameter.place == .header {
      guard let value = values[parameter.name] else { continue }
      guard let text = value.plain else { throw notText(parameter.name) }
      request.headers.append(HeaderField(parameter.wire, text))
    }
    try fillBody(of: &request, values: values, extra: extra(arguments), form: form)
    return request
  }

  /// The arguments this operation has parameters for, in their types; refuses the others unless it is open.
  private func checked(_ arguments: Arguments) throws -> [String: ParameterValue] {
    var values: [String: ParameterValue] = [:]
    for item in arguments.items {
      guard let parameter = parameter(item.name) else {
        if isOpen { continue }
        throw unknown(item.name)
      }
      let value = try parameter.value(item.value, of: name)
      if let earlier = values[item.name] {
        guard parameter.kind == .list, let both = earlier.joined(with: value) else {
          throw UsageError(zh: "参数 \(item.name) 给了两次。", en: "Argument \(item.name) is given twice.")
        }
        values[item.name] = both
      } else {
        values[item.name] = value
      }
    }
    return values
  }

  /// What an open operation takes beside its own parameters.
  private func extra(_ arguments: Arguments) throws -> [(name: String, value: ParameterValue)] {
    guard isOpen else { return [] }
    return try arguments.items.filter { parameter($0.name) == nil }.map { item in
      let value = try Parameter(name: item.name).value(item.value, of: name)
      guard opensAsText else { return (item.name, value) }
      guard let text = value.plain else { throw ParameterValue.unfit(item.name) }
      return (item.name, .json(.string(text)))
    }
  }

  /// The path's values by wire name. One that is empty or walks (`..`) would ask for another resource than the operation's own.
  private func pathPieces(_ values: [String: ParameterValue]) throws -> [String: String] {
    var pieces: [String: String] = [:]
    for parameter in parameters where parameter.place == .path {
      guard let text = values[parameter.name]?.plain else { throw notText(parameter.name) }
      let walks = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains { $0 == "." || $0 == ".." }
      guard !text.isEmpty, !walks else {
        throw UsageError(
          zh: "参数 \(parameter.name) 在路径里，不能为空，也不能是 . 或 ..。",
          en: "Argument \(parameter.name) stands in the path: it cannot be empty or hold dot segments.")
      }
      pieces[parameter.wire] = text
    }
    return pieces
  }

  private func query(_ values: [String: ParameterValue]) throws -> [UInt8] {
    var items: [QueryItem] = []
    for parameter in parameters where parameter.place == .query {
      guard let value = values[parameter.name] else { continue }
      guard let texts = value.texts else { throw notText(parameter.name) }
      items += texts.map { QueryItem(parameter.wire, $0) }
    }
    return QueryItem.encode(items)
  }

  private func notText(_ name: String) -> UsageError {
    UsageError(
      zh: "参数 \(name) 在地址或请求头里，不能是 null、对象、数组或文件。",
      en: "Argument \(name) goes into the address or a header: it cannot be null, an object, an array or a file.",
      remedy: Bilingual(zh: "传一个文本或数字，或不传。", en: "Give a text or a number, or leave it out."))
  }

  private func missing(_ parameter: Parameter) -> UsageError {
    let all = parameters.filter(\.isRequired).map(\.name).joined(separator: ", ")
    return UsageError(
      zh: "操作 \(name) 缺少参数 \(parameter.name)。", en: "Operation \(name) needs the argument \(parameter.name).",
      remedy: Bilingual(
        zh: "写成 \(parameter.name)=值，或放进 profile 的 defaults。必填：\(all)。",
        en: "Write \(parameter.name)=VALUE, or set it in the profile's defaults. Required: \(all)."))
  }

  private func unknown(_ argument: String) -> UsageError {
    let names = parameters.map(\.name)
    let nearest = names.nearest(to: argument)
    let list = names.isEmpty ? "–" : names.joined(separator: ", ")
    return UsageError(
      zh: "操作 \(name) 没有参数 \(argument)。", en: "Operation \(name) has no argument \(argument).",
      remedy: Bilingual(
        zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用参数：\(list)。",
        en: (nearest.map { "Did you mean \($0)? " } ?? "") + "It takes: \(list)."))
  }
}
