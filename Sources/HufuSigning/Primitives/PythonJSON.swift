/// JSON exactly as CPython's `json.dumps(json.loads(text), …)` writes it, for platforms that sign that text (platforms/isrpa.md §3).
///
/// Integers keep their digits, fractions become the shortest form of the nearest double, `1e400` becomes `Infinity`, and of a
/// repeated key the last value counts, as in Python. A lone surrogate cannot be told from U+FFFD.
public enum PythonJSON {
  /// The arguments given to `json.dumps`, or `repr` in its place.
  public enum Style: Sendable, CaseIterable {
    /// `sort_keys=True`: keys by code point, `", "` and `": "`, everything but printable ASCII as `\uNNNN`.
    case sorted
    /// `sort_keys=True, ensure_ascii=False`: the same with text as it is.
    case sortedUTF8
    /// `sort_keys=True, separators=(',', ':')`.
    case compact
    /// `sort_keys=True, separators=(',', ':'), ensure_ascii=False`.
    case compactUTF8
    /// `repr(value)`: Python's own notation, keys in their order.
    case repr
  }

  /// The text as UTF-8 bytes.
  public static func encode(_ value: JSONValue, style: Style) -> [UInt8] {
    var out: [UInt8] = []
    append(value, style: style, to: &out)
    return out
  }

  /// Appends the text: use it to write straight into a request.
  public static func append(_ value: JSONValue, style: Style, to out: inout [UInt8]) {
    switch style {
    case .sorted: Dump(itemSeparator: ", ", keySeparator: ": ", isASCII: true).append(value, to: &out)
    case .sortedUTF8: Dump(itemSeparator: ", ", keySeparator: ": ", isASCII: false).append(value, to: &out)
    case .compact: Dump(itemSeparator: ",", keySeparator: ":", isASCII: true).append(value, to: &out)
    case .compactUTF8: Dump(itemSeparator: ",", keySeparator: ":", isASCII: false).append(value, to: &out)
    case .repr: out += PythonText.repr(value).utf8
    }
  }
}

/// `json.dumps` with `sort_keys=True` and these arguments.
private struct Dump {
  let itemSeparator: String
  let keySeparator: String
  let isASCII: Bool

  func append(_ value: JSONValue, to out: inout [UInt8]) {
    switch value {
    case .null: out += "null".utf8
    case .bool(let bool): out += (bool ? "true" : "false").utf8
    case .number(let spelling): out += number(spelling).utf8
    case .string(let text): append(text, to: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out += itemSeparator.utf8 }
        append(element, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in PythonDict.sorted(members).enumerated() {
        if index > 0 { out += itemSeparator.utf8 }
        append(member.key, to: &out)
        out += keySeparator.utf8
        append(member.value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  private func append(_ text: String, to out: inout [UInt8]) {
    guard isASCII else { return JSONText.append(text, to: &out) }
    out.append(UInt8(ascii: "\""))
    for unit in text.utf16 {
      if let short = UInt8(exactly: unit).flatMap(JSONText.shortEscape) {
        out += [UInt8(ascii: "\\"), short]
      } else if (0x20..<0x7F).contains(unit) {
        out.append(UInt8(unit))
      } else {
        JSONText.appendUnit(unit, to: &out)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private func number(_ spelling: String) -> String {
    switch PythonNumber.repr(spelling) {
    case "inf": "Infinity"
    case "-inf": "-Infinity"
    case let text: text
    }
  }
}
