extension JSONSlice {
  /// One member of an object, as it was written.
  public struct Member: Sendable {
    /// The name, a slice of kind string.
    public let name: JSONSlice
    /// The value.
    public let value: JSONSlice

    /// The name with its escapes resolved.
    public var key: String { name.text ?? "" }
  }

  /// The elements of an array, found one at a time.
  public struct Elements: Sequence, IteratorProtocol, Sendable {
    fileprivate var cursor: JSONCursor?

    public mutating func next() -> JSONSlice? {
      cursor?.next()
    }
  }

  /// The members of an object, found one at a time, duplicates included.
  public struct Members: Sequence, IteratorProtocol, Sendable {
    fileprivate var cursor: JSONCursor?

    public mutating func next() -> Member? {
      guard let name = cursor?.next(), let value = cursor?.next() else { return nil }
      return Member(name: name, value: value)
    }
  }

  /// The elements in order; none when this is no array.
  public func elements() -> Elements {
    Elements(cursor: kind == .array ? JSONCursor(inside: self) : nil)
  }

  /// The members in order, duplicates included; none when this is no object.
  public func members() -> Members {
    Members(cursor: kind == .object ? JSONCursor(inside: self) : nil)
  }

  /// The value of a member, of the last one when the key repeats; nil without it, or when this is no object.
  public subscript(key: String) -> JSONSlice? {
    let wanted = Array(key.utf8)
    return members().reduce(nil) { found, member in member.name.spells(wanted) ? member.value : found }
  }

  /// The element at an index from 0; nil outside, or when this is no array.
  public subscript(index: Int) -> JSONSlice? {
    guard index >= 0 else { return nil }
    return elements().dropFirst(index).first { _ in true }
  }

  /// The value a pointer leads to, or nil when a step leads nowhere.
  public func at(_ pointer: JSONPointer) -> JSONSlice? {
    pointer.tokens.reduce(self) { slice, token in
      switch slice?.kind {
      case .object: slice?[token]
      case .array: JSONPointer.index(token).flatMap { slice?[$0] }
      default: nil
      }
    }
  }

  /// Whether the string's text is these bytes; without an escape in it, no text is made to find out.
  private func spells(_ wanted: [UInt8]) -> Bool {
    let inside = raw.dropFirst().dropLast()
    return inside.contains(UInt8(ascii: "\\")) ? (text ?? "").utf8.elementsEqual(wanted) : inside.elementsEqual(wanted)
  }
}
