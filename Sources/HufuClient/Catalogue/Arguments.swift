public import HufuSigning

/// The arguments of a call, in the order they were given.
///
/// ```swift
/// let arguments: Arguments = ["project": "p1", "limit": 50, "envMap": ["p1": "e1"]]
/// ```
public struct Arguments: Sendable, ExpressibleByDictionaryLiteral {
  /// One `name=value`.
  public struct Item: Sendable, Equatable {
    public var name: String
    public var value: ArgumentValue
  }

  public private(set) var items: [Item] = []

  public init() {}
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (name, value) in elements {
      if case .string(let text) = value { append(name, .text(text)) } else { append(name, .json(value)) }
    }
  }

  /// Adds a value behind all others; a name may come more than once, for lists.
  public mutating func append(_ name: String, _ value: ArgumentValue) { items.append(Item(name: name, value: value)) }

  /// Puts one value in place of all of that name.
  public mutating func set(_ name: String, _ value: ArgumentValue) {
    items.removeAll { $0.name == name }
    append(name, value)
  }

  public subscript(name: String) -> ArgumentValue? { items.first { $0.name == name }?.value }
}
