/// What Python's `str()` and `repr()` make of a value that `json.loads` gave (platforms/isrpa.md §3).
///
/// Printable characters are those of Swift's Unicode tables; CPython's may be a version older or newer.
public enum PythonText {
  /// `str(value)`: a string is itself, everything else its `repr`.
  public static func str(_ value: JSONValue) -> String {
    value.text ?? repr(value)
  }

  /// `repr(value)`: `None`, `True`, numbers as Python prints them, strings, lists and dicts in Python's quotes.
  public static func repr(_ value: JSONValue) -> String {
    switch value {
    case .null: "None"
    case .bool(let bool): bool ? "True" : "False"
    case .number(let spelling): PythonNumber.repr(spelling)
    case .string(let text): repr(text)
    case .array(let elements): "[\(elements.map(repr).joined(separator: ", "))]"
    case .object(let members):
      "{\(PythonDict.members(members).map { "\(repr($0.key)): \(repr($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// `repr(text)`: single quotes, or double quotes around a text that has single ones only.
  public static func repr(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var out = String.UnicodeScalarView()
    out.append(quote)
    for scalar in scalars {
      switch scalar {
      case quote, "\\": out += ["\\", scalar]
      case "\n": out += "\\n".unicodeScalars
      case "\r": out += "\\r".unicodeScalars
      case "\t": out += "\\t".unicodeScalars
      case let printable where isPrintable(printable): out.append(printable)
      default: out += escape(scalar).unicodeScalars
      }
    }
    out.append(quote)
    return String(out)
  }

  /// Python's `str.isprintable` for one character: not of categories C and Z, except the space.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let (letter, width) =
      switch scalar.value {
      case ..<0x100: ("x", 2)
      case ..<0x10000: ("u", 4)
      default: ("U", 8)
      }
    let digits = String(scalar.value, radix: 16)
    return "\\\(letter)\(String(repeating: "0", count: width - digits.utf8.count))\(digits)"
  }
}
