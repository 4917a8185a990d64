/// Moves over the children of one array or object in text that ``JSONValidator`` has accepted, without looking into what it passes.
struct JSONCursor {
  private let bytes: [UInt8]
  private var position: Int

  /// Stands behind the opening bracket.
  init(inside slice: JSONSlice) {
    bytes = slice.bytes
    position = slice.range.lowerBound + 1
  }

  /// The next value, a member's name counted as one; nil at the closing bracket, and ever after.
  mutating func next() -> JSONSlice? {
    while bytes[position].isBlank || bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: ":") { position += 1 }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return nil
    case UInt8(ascii: "\""): skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): skipContainer()
    default: skipWord()
    }
    return JSONSlice(trusted: bytes, start..<position)
  }

  private mutating func skipString() {
    position += 1
    while bytes[position] != UInt8(ascii: "\"") { position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1 }
    position += 1
  }

  private mutating func skipContainer() {
    var depth = 0
    repeat {
      switch bytes[position] {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      default: position += 1
      }
    } while depth > 0
  }

  /// A number, `true`, `false` or `null`: up to what may follow one inside a container.
  private mutating func skipWord() {
    while !bytes[position].isBlank, !",]}".utf8.contains(bytes[position]) { position += 1 }
  }
}
