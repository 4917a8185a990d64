/// Sets the white space of valid JSON text anew, token by token, and changes nothing else.
struct JSONLayout {
  private let indented: Bool
  private var out: [UInt8] = []
  private var depth = 0
  /// Whether the bracket just written still waits for its first child.
  private var justOpened = false

  /// The text with two spaces for each level, or without any white space.
  static func apply(to text: ArraySlice<UInt8>, indented: Bool) -> [UInt8] {
    var layout = Self(indented: indented)
    var insideString = false
    var escaped = false
    for byte in text {
      if insideString {
        layout.out.append(byte)
        if byte == UInt8(ascii: "\""), !escaped { insideString = false }
        escaped = byte == UInt8(ascii: "\\") && !escaped
      } else if !byte.isBlank {
        layout.append(byte)
        insideString = byte == UInt8(ascii: "\"")
      }
    }
    return layout.out
  }

  private init(indented: Bool) {
    self.indented = indented
  }

  private mutating func append(_ byte: UInt8) {
    let closes = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    if closes { depth -= 1 }
    if justOpened != closes { breakLine() }
    out.append(byte)
    justOpened = false
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      justOpened = true
    case UInt8(ascii: ","): breakLine()
    case UInt8(ascii: ":"): if indented { out.append(UInt8(ascii: " ")) }
    default: break
    }
  }

  private mutating func breakLine() {
    guard indented else { return }
    out.append(UInt8(ascii: "\n"))
    out += repeatElement(UInt8(ascii: " "), count: 2 * depth)
  }
}
