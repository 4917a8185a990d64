extension PercentEncoding {
  /// The bytes behind `%XX`, in either case; a `%` without two digits stays as it is.
  ///
  /// - Parameter plusAsSpace: true for forms and for queries read as forms, where `+` is a space.
  public static func decode(_ bytes: some Sequence<UInt8>, plusAsSpace: Bool = false) -> [UInt8] {
    walk(Array(bytes), plusAsSpace: plusAsSpace).bytes
  }

  /// The bytes behind `%XX`, in either case, where every `%` has to have its two digits.
  ///
  /// - Throws: ``PercentEncodingError`` at the first one that has not.
  public static func decodeStrictly(_ bytes: some Sequence<UInt8>, plusAsSpace: Bool = false) throws(PercentEncodingError) -> [UInt8] {
    let decoded = walk(Array(bytes), plusAsSpace: plusAsSpace)
    if let offset = decoded.firstMalformed { throw .malformed(offset: offset) }
    return decoded.bytes
  }

  /// The text behind an encoded string, malformed UTF-8 replaced by U+FFFD.
  public static func decode(_ text: String, plusAsSpace: Bool = false) -> String {
    String(decoding: decode(text.utf8, plusAsSpace: plusAsSpace), as: UTF8.self)
  }

  private static func walk(_ text: [UInt8], plusAsSpace: Bool) -> (bytes: [UInt8], firstMalformed: Int?) {
    var bytes: [UInt8] = []
    var firstMalformed: Int?
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "%") {
        if index + 2 < text.count, let high = Hex.value(text[index + 1]), let low = Hex.value(text[index + 2]) {
          bytes.append(high << 4 | low)
          index += 3
          continue
        }
        firstMalformed = firstMalformed ?? index
      }
      bytes.append(plusAsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      index += 1
    }
    return (bytes, firstMalformed)
  }
}

/// Why a text is not percent-encoded.
public enum PercentEncodingError: Error, Equatable, Sendable {
  /// The `%` at this byte offset is not followed by two hexadecimal digits.
  case malformed(offset: Int)
}
