import HufuClient
import HufuSigning

/// Text with `${NAME}` and `${NAME:-otherwise}`, filled from the environment; `$${` is a literal `${`.
enum VariableText {
  /// - Throws: ``HufuClient/ConfigurationError`` for a variable that is not set and has no `otherwise`, and for an unclosed `${`.
  static func filled(_ text: String, from environment: [String: String]) throws -> String {
    var out = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      if rest[..<start.lowerBound].last == "$" {
        out += rest[..<start.lowerBound].dropLast() + "${"
        rest = rest[start.upperBound...]
        continue
      }
      out += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        throw ConfigurationError(zh: "${ 没有对应的 }。", en: "A ${ has no }.")
      }
      out += try value(of: rest[start.upperBound..<end], in: environment)
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }

  private static func value(of expression: Substring, in environment: [String: String]) throws -> String {
    var name = expression
    var otherwise: Substring?
    if let mark = expression.firstRange(of: ":-") {
      name = expression[..<mark.lowerBound]
      otherwise = expression[mark.upperBound...]
    }
    if let value = environment[String(name)], !value.isEmpty { return value }
    if let otherwise { return String(otherwise) }
    throw ConfigurationError(
      zh: "环境变量 \(name) 没有设置。", en: "The environment variable \(name) is not set.",
      remedy: Bilingual(zh: "设置它，或写成 ${\(name):-默认值}。", en: "Set it, or write ${\(name):-DEFAULT}."))
  }
}
