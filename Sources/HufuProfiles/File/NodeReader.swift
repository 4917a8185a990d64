import HufuClient
import HufuSigning
import Yams

/// Reads YAML nodes so that whatever is wrong can say where it stands. Values never get into an error: they may be secrets.
struct NodeReader {
  let path: String

  struct Key {
    var text: String
    var origin: Origin
  }

  func origin(of node: Node) -> Origin { origin(at: node.mark) }

  private func origin(at mark: Mark?) -> Origin { .file(path, line: mark?.line ?? 1, column: mark?.column ?? 1) }

  func compose(_ text: String) throws -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw failure(error)
    }
  }

  /// The members of a mapping in order.
  func members(of node: Node, _ what: String, among known: [String]? = nil) throws -> [(key: Key, value: Node)] {
    guard case .mapping(let mapping) = node else {
      throw origin(of: node).error(
        Bilingual(zh: "\(what)：这里应为“名字: 值”的映射。", en: "\(what): a mapping of names to values is expected here."))
    }
    return try mapping.map { key, value in
      guard case .scalar(let scalar) = key else {
        throw origin(of: key).error(Bilingual(zh: "\(what)：字段名应为文本。", en: "\(what): a field's name should be text."))
      }
      if let known, !known.contains(scalar.string) {
        throw origin(of: key).error(
          Bilingual(zh: "\(what)：没有字段 \(scalar.string)。", en: "\(what): there is no field \(scalar.string)."),
          remedy: known.suggestion(for: scalar.string))
      }
      return (Key(text: scalar.string, origin: origin(of: key)), value)
    }
  }

  func isNothing(_ node: Node) -> Bool { json(node) == .null }

  func field(_ node: Node, named key: Key) throws -> RawField {
    let value = json(node)
    var text: String?
    if case .scalar(let scalar) = node, value != .null { text = scalar.string }
    return RawField(value, text: text, origin: origin(of: node), nameOrigin: key.origin)
  }

  /// Plain `true`, `false`, `null`, `~`, nothing and numbers as in JSON; every other scalar is text.
  func json(_ node: Node) -> JSONValue {
    switch node {
    case .mapping(let mapping): .object(mapping.map { JSONValue.Member($0.key.scalar?.string ?? "", json($0.value)) })
    case .sequence(let sequence): .array(sequence.map { json($0) })
    case .scalar(let scalar) where scalar.style == .plain: plain(scalar.string)
    case .scalar(let scalar): .string(scalar.string)
    case .alias: .null
    }
  }

  private func plain(_ text: String) -> JSONValue {
    if ["", "~", "null"].contains(text) { return .null }
    switch try? JSONValue(parsing: Array(text.utf8)) {
    case .bool(let flag)?: return .bool(flag)
    case .number(let spelling)?: return .number(spelling)
    default: return .string(text)
    }
  }

  private func failure(_ error: YamlError) -> ConfigurationError {
    let remedy = Bilingual(zh: "检查缩进、冒号后的空格和引号。", en: "Check indentation, the space after each colon, and quotes.")
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      return origin(at: mark).error(Bilingual(zh: "不是合法的 YAML：\(problem)。", en: "This is no valid YAML: \(problem)."), remedy: remedy)
    case .duplicatedKeysInMapping(let names, let context):
      let list = names.joined(separator: ", ")
      return origin(at: context.mark).error(
        Bilingual(zh: "字段 \(list) 在同一处出现了不止一次。", en: "The field \(list) stands more than once in one place."),
        remedy: Bilingual(zh: "只留一个。", en: "Keep one."))
    case .reader(let problem, _, _, _):
      return origin(at: nil).error(Bilingual(zh: "文件内容不是 UTF-8 文本：\(problem)。", en: "The file is not UTF-8 text: \(problem)."))
    default:
      return origin(at: nil).error(Bilingual(zh: "不是合法的 YAML。", en: "This is no valid YAML."), remedy: remedy)
    }
  }
}
