import Foundation
package import HufuClient
package import HufuSigning

/// One `name=value` of a command line, in HTTPie's spelling.
package enum RequestItem: Sendable, Equatable {
  /// `name=value`
  case text(String, String)
  /// `name:=json`
  case json(String, JSONValue)
  /// `name@file`
  case file(String, String)
  /// `name==value`
  case query(String, String)
  /// `Header:value`
  case header(String, String)

  /// Reads one item. The first of the separators decides; a backslash before one takes it for a letter.
  ///
  /// - Throws: ``HufuClient/UsageError`` saying which forms there are.
  package init(_ text: String) throws {
    var name = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\" where rest.first.map({ "=:@\\".contains($0) }) ?? false: name.append(rest.removeFirst())
      case "=" where rest.first == "=": self = .query(try Self.named(name, text), String(rest.dropFirst())); return
      case "=": self = .text(try Self.named(name, text), String(rest)); return
      case ":" where rest.first == "=": self = .json(try Self.named(name, text), try Self.json(rest.dropFirst(), of: name)); return
      case ":": self = .header(try Self.named(name, text), String(rest)); return
      case "@": self = .file(try Self.named(name, text), String(rest)); return
      default: name.append(character)
      }
    }
    throw Self.unreadable(text)
  }

  private static func named(_ name: String, _ text: String) throws -> String {
    guard !name.isEmpty else { throw unreadable(text) }
    return name
  }

  private static func json(_ text: Substring, of name: String) throws -> JSONValue {
    do {
      return try JSONValue(parsing: Array(text.utf8))
    } catch {
      throw UsageError(
        zh: "参数 \(name) 的值不是 JSON（第 \(error.column) 个字节处：\(error.expected.rawValue)）。",
        en: "The value of \(name) is no JSON (byte \(error.column): \(error.expected.rawValue)).",
        remedy: Bilingual(
          zh: "文本请写成 \(name)=值；JSON 请加引号，例如 \(name):='[1,2]'。", en: "Write a text as \(name)=VALUE; quote JSON: \(name):='[1,2]'."))
    }
  }

  private static func unreadable(_ text: String) -> UsageError {
    UsageError(
      zh: "看不懂参数 \(text.count > 40 ? String(text.prefix(40)) + "…" : text)。",
      en: "Cannot read the argument \(text.count > 40 ? String(text.prefix(40)) + "…" : text).",
      remedy: Bilingual(
        zh: "写成 name=文本、name:=JSON、name@文件；request 和 sign 还有 name==查询、Header:值。",
        en: "Write name=text, name:=JSON or name@file; request and sign also take name==query and Header:value."))
  }
}

extension Arguments {
  /// The arguments of a named operation or job.
  ///
  /// - Throws: ``UsageError`` for query and header items, which those have no use for.
  init(_ items: [String]) throws {
    self.init()
    for text in items {
      switch try RequestItem(text) {
      case .text(let name, let value): append(name, .text(value))
      case .json(let name, let value): append(name, .json(value))
      case .file(let name, let path): append(name, .file(path: path))
      case .query(let name, _), .header(let name, _):
        throw UsageError(
          zh: "参数写成 \(name)=值；查询参数和请求头由操作自己安排。",
          en: "Write \(name)=VALUE; what goes into query and headers is known already.",
          remedy: Bilingual(zh: "需要自己控制时用 hufu request。", en: "Use hufu request to decide yourself."))
      }
    }
  }
}

extension Arguments {
  /// `name@file` of an argument that is no upload stands for the file's text.
  ///
  /// - Throws: ``UsageError`` for a file that is missing or no UTF-8.
  func readingFiles(for operation: HufuClient.Operation) throws -> Arguments {
    try readingTexts { name in
      let kind = operation.parameter(name)?.kind
      return kind != .file && (operation.multipart == nil || kind == .json)
    }
  }

  /// - Parameter isText: whether a file given for an argument stands for its text; others stay files.
  func readingTexts(where isText: (_ name: String) -> Bool = { _ in true }) throws -> Arguments {
    var filled = Arguments()
    for item in items {
      guard case .file(let path) = item.value else {
        filled.append(item.name, item.value)
        continue
      }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw UsageError(
          zh: "参数 \(item.name) 的文件“\(path)”读不了。", en: "The file '\(path)' of argument \(item.name) cannot be read.",
          remedy: Bilingual(zh: "检查路径和权限。", en: "Check its path and permissions."))
      }
      if !isText(item.name) {
        filled.append(item.name, item.value)
      } else if let text = String(validating: data, as: UTF8.self) {
        filled.append(item.name, .text(text))
      } else {
        throw UsageError(
          zh: "文件 \(path) 不是 UTF-8 文本，不能作为参数 \(item.name) 的值。",
          en: "The file \(path) is no UTF-8 text and cannot be the value of \(item.name).")
      }
    }
    return filled
  }
}
