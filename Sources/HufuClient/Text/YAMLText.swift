/// Writes texts as YAML scalars that every YAML reader takes for exactly that text.
package enum YAMLText {
  /// Words YAML 1.1 or 1.2 reads as something other than text, in lower case.
  private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"]

  /// Marks that mean nothing to YAML inside a word without spaces.
  private static let harmless = Set("-_./:+=@~%".utf8)

  /// A plain word where nothing can be mistaken, else in double quotes with escapes (YAML 1.2 §7.3.1, also understood as 1.1).
  package static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "/"), text.utf8.last != UInt8(ascii: ":"),
      !reserved.contains(text.lowercased())
    else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || Self.harmless.contains($0) }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    // Controls, other line ends, the byte order mark and what YAML's printable set leaves out.
    case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
      "\\u" + hex(scalar.value)
    default: String(scalar)
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self & 0xDF) }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
