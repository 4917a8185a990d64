import HufuClient
import HufuSigning

/// What `hufu describe` says of an operation, for people and as JSON.
struct OperationDescription {
  let entry: CatalogueEntry

  init(_ entry: CatalogueEntry) { self.entry = entry }

  func lines(for platform: String, as generation: String?, in shell: Shell) -> [String] {
    var lines = ["\(entry.name) (\(entry.effect.rawValue))  \(entry.summary[shell.language])"]
    if !entry.aliases.isEmpty { lines.append(shell.text("又名：", "also: ") + entry.aliases.joined(separator: ", ")) }
    for route in entry.routes {
      lines += ["", [route.generation, route.method.rawValue, route.template].compactMap { $0 }.joined(separator: " ") + facts(of: route)]
      if !route.parameters.isEmpty {
        let rows = route.parameters.map { [$0.name, Self.kind(of: $0), $0.defaultValue ?? "", note(of: $0, shell)] }
        let headings = [shell.text("参数", "argument"), shell.text("类型", "type"), shell.text("默认", "default"), ""]
        lines += Table(headings: headings, rows: rows).lines(limit: max(60, shell.output.tableWidth - 2)).map { "  " + $0 }
      }
      if route.isOpen { lines.append("  " + shell.text("… 还可以传任意名称的参数", "… and arguments of any name")) }
    }
    return lines + ["", shell.text("例：", "Example: ") + example(for: platform, as: generation)]
  }

  var json: JSONValue {
    [
      "name": .string(entry.name), "effect": .string(entry.effect.rawValue), "zh": .string(entry.summary.zh),
      "en": .string(entry.summary.en),
      "also": .array(entry.aliases.map(JSONValue.string)),
      "routes": .array(
        entry.routes.map { route in
          [
            "generation": route.generation.map(JSONValue.string) ?? .null, "method": .string(route.method.rawValue),
            "template": .string(route.template), "open": .bool(route.isOpen),
            "parameters": .array(route.parameters.map(Self.json)),
          ]
        }),
    ]
  }

  private func facts(of route: CatalogueRoute) -> String {
    let flags = entry.flags.values.merging(route.flags.values) { $1 }
    let texts =
      flags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      + entry.flags.traits.union(route.flags.traits).sorted().map { "+" + $0 }
    return texts.isEmpty ? "" : "  [" + texts.joined(separator: " ") + "]"
  }

  private static func kind(of parameter: Parameter) -> String {
    if !parameter.allowed.isEmpty { return parameter.allowed.joined(separator: "|") }
    return parameter.kind.rawValue + (parameter.range.map { " \($0)" } ?? "")
  }

  private func note(of parameter: Parameter, _ shell: Shell) -> String {
    var notes: [String] = []
    if parameter.isRequired { notes.append(shell.text("必填", "required")) }
    if parameter.wire != parameter.name { notes.append("→ \(parameter.wire)") }
    return notes.joined(separator: " ")
  }

  private static func json(_ parameter: Parameter) -> JSONValue {
    [
      "name": .string(parameter.name), "wire": .string(parameter.wire), "place": .string(parameter.place.rawValue),
      "type": .string(parameter.kind.rawValue), "required": .bool(parameter.isRequired),
      "allowed": .array(parameter.allowed.map(JSONValue.string)), "default": parameter.defaultValue.map(JSONValue.string) ?? .null,
    ]
  }

  private func example(for platform: String, as generation: String?) -> String {
    let route = entry.routes.first { $0.generation == generation } ?? entry.routes.last
    let required = (route?.parameters ?? []).filter(\.isRequired).map { "\($0.name)=…" }
    return (["hufu call", platform, entry.name] + required).joined(separator: " ")
  }
}
