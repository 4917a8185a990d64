import HufuSigning

/// Scalars for YAML.
enum YAMLText {
  /// Plain where that is safe, else in double quotes; JSON's strings are YAML's.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")) || $0 == UInt8(ascii: "/") } ?? false
    let isSafe = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "-_./:+=@~%".utf8.contains(byte)
      }
    }
    let isWord = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    if isPlain, isSafe, !isWord, text.last != ":" { return text }
    return String(decoding: JSONWriter.compact(.string(text)), as: UTF8.self)
  }
}
