import HufuClient
import HufuSigning

/// An error as people and programs get to see it: one line with cause and remedy, or one JSON object.
struct ErrorReport {
  let error: any ExplainedError

  init(_ error: any ExplainedError) { self.error = error }

  func print(asJSON: Bool, in shell: Shell) {
    if asJSON {
      shell.say(object: json(in: shell.language))
    } else {
      shell.say(line(in: shell.language))
    }
  }

  func line(in language: Language) -> String {
    var line = language == .zh ? "错误" : "error"
    let codes = [error.platform, error.code].compactMap { $0 }
    if !codes.isEmpty { line += " [\(codes.joined(separator: " "))]" }
    line += language == .zh ? "：" : ": "
    line += place + error.message[language]
    if let remedy = error.remedy?[language], !remedy.isEmpty { line += language == .zh ? " 下一步：\(remedy)" : " Next: \(remedy)" }
    if let id = error.requestID { line += language == .zh ? "（请求号 \(id)）" : " (request \(id))" }
    return line
  }

  func json(in language: Language) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue?) { members.append(.init(name, value ?? .null)) }
    add("platform", error.platform.map(JSONValue.string))
    add("code", error.code.map(JSONValue.string))
    add("clientCode", error.clientCode.map(JSONValue.int))
    add("kind", .string(error.kind.rawValue))
    add("message", .string(place + error.message[language]))
    add("remedy", error.remedy.map { .string($0[language]) })
    add("requestId", error.requestID.map(JSONValue.string))
    add("exit", .int(error.kind.exitCode.rawValue))
    return .object(members)
  }

  private var place: String {
    guard let error = error as? ConfigurationError, let file = error.file else { return "" }
    return [file, error.line.map(String.init), error.column.map(String.init)].compactMap { $0 }.joined(separator: ":") + ": "
  }
}
