/// Writes JSON: non-ASCII text as UTF-8, `/` unescaped, numbers as spelled, no newline at the end.
public enum JSONWriter {
  /// Without any white space.
  public static func compact(_ value: JSONValue) -> [UInt8] {
    var out: [UInt8] = []
    append(value, to: &out)
    return out
  }

  /// With two spaces for each level.
  public static func pretty(_ value: JSONValue) -> [UInt8] {
    JSONLayout.apply(to: compact(value)[...], indented: true)
  }

  /// The same text without white space between its parts, nothing else changed.
  public static func compact(_ slice: JSONSlice) -> [UInt8] {
    JSONLayout.apply(to: slice.raw, indented: false)
  }

  /// The same text with two spaces for each level, nothing else changed: escapes, numbers and duplicate keys stay as written.
  public static func pretty(_ slice: JSONSlice) -> [UInt8] {
    JSONLayout.apply(to: slice.raw, indented: true)
  }

  private static func append(_ value: JSONValue, to out: inout [UInt8]) {
    switch value {
    case .null: out += "null".utf8
    case .bool(let bool): out += (bool ? "true" : "false").utf8
    case .number(let spelling): out += spelling.utf8
    case .string(let text): JSONText.append(text, to: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        append(element, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        JSONText.append(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        append(member.value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}
