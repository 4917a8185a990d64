extension JSONValue {
  /// A string's text; nil for other kinds.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A number that is spelled as an integer and fits 64 bits; nil for `1.0`, `1e3` and other kinds.
  public var int: Int64? {
    if case .number(let spelling) = self { Int64(spelling) } else { nil }
  }

  /// The nearest double to a number; nil for other kinds.
  public var double: Double? {
    if case .number(let spelling) = self { Double(spelling) } else { nil }
  }

  /// True or false; nil for other kinds.
  public var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// Whether the value is `null`.
  public var isNull: Bool { self == .null }

  /// A string's text, or a number as spelled; nil for other kinds.
  public var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// The elements of an array; nil for other kinds.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object in order; nil for other kinds.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The value of a member, of the last one when the key repeats; nil without it.
  ///
  /// Setting replaces it, or appends a member, or removes every one of that key for nil; a value that is no object becomes one.
  public subscript(key: String) -> JSONValue? {
    get { members?.last { $0.names(key) }?.value }
    set {
      var members = self.members ?? []
      if let newValue, let index = members.lastIndex(where: { $0.names(key) }) {
        members[index].value = newValue
      } else if let newValue {
        members.append(Member(key, newValue))
      } else {
        members.removeAll { $0.names(key) }
      }
      self = .object(members)
    }
  }

  /// The element at an index from 0; nil outside, or when this is no array.
  public subscript(index: Int) -> JSONValue? {
    elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
  }

  /// The value a pointer leads to, or nil when a step leads nowhere.
  public func at(_ pointer: JSONPointer) -> JSONValue? {
    pointer.tokens.reduce(self) { value, token in
      switch value {
      case .object: value?[token]
      case .array: JSONPointer.index(token).flatMap { value?[$0] }
      default: nil
      }
    }
  }
}

extension JSONValue.Member {
  /// Whether this is the key, code point by code point: `String`'s own `==` takes composed and decomposed characters for the same.
  func names(_ key: String) -> Bool { self.key.utf8.elementsEqual(key.utf8) }
}
