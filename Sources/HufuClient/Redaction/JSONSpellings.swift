import HufuSigning

/// How a text may stand between the quotes of a JSON string, as the writers in use spell it.
enum JSONSpellings {
  /// Plain; with `\/` (PHP, fastjson); `= & < > '` escaped for HTML (Gson, Go); everything beyond ASCII escaped (Python); digits in either
  /// case.
  static func of(_ text: String) -> [String] {
    let plain = String(decoding: JSONWriter.compact(.string(text)).dropFirst().dropLast(), as: UTF8.self)
    let htmlSafe = plain.unicodeScalars.contains { isMarkup($0) } ? [escaping(plain, where: isMarkup)] : []
    let ascii = plain.utf8.allSatisfy { $0 < 0x80 } ? [] : [escaping(plain) { $0.value >= 0x80 }]
    let spellings = [plain] + (htmlSafe + ascii).flatMap { [$0.text, $0.uppercase] }
    return spellings + spellings.filter { $0.contains("/") }.map { $0.replacing("/", with: "\\/") }
  }

  private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool { ["=", "&", "<", ">", "'"].contains(scalar) }

  private static func escaping(_ text: String, where isEscaped: (Unicode.Scalar) -> Bool) -> (text: String, uppercase: String) {
    var lower = "", upper = ""
    for scalar in text.unicodeScalars {
      guard isEscaped(scalar) else {
        lower.unicodeScalars.append(scalar)
        upper.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        let padded = String(repeating: "0", count: 4 - digits.count) + digits
        lower += "\\u" + padded
        upper += "\\u" + padded.uppercased()
      }
    }
    return (lower, upper)
  }
}
