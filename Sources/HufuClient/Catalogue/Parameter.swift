/// One argument an operation takes: its name for people, its name on the wire, its type and its place.
public struct Parameter: Sendable, Equatable {
  /// Where in the request it goes.
  public enum Place: String, Sendable {
    case path, query, header, body
    /// The value is the whole body.
    case wholeBody
  }

  /// What a text given for it is read as.
  public enum Kind: String, Sendable, CaseIterable {
    case text, int, bool, number, json, list, file, secret, time
  }

  public var name: String
  public var wire: String
  public var isRequired: Bool
  public var kind: Kind
  /// The only values it may have; empty for any.
  public var allowed: [String]
  /// Bounds of an `int`, either side open.
  public var range: ParameterRange?
  /// Sent when the caller gives nothing. Spelled as in the catalogue.
  public var defaultValue: String?
  public var place: Place

  public init(
    name: String, wire: String? = nil, isRequired: Bool = false, kind: Kind = .text, allowed: [String] = [], range: ParameterRange? = nil,
    defaultValue: String? = nil, place: Place = .body
  ) {
    self.name = name
    self.wire = wire ?? name
    self.isRequired = isRequired
    self.kind = kind
    self.allowed = allowed
    self.range = range
    self.defaultValue = defaultValue
    self.place = place
  }
}

/// `1..100`, `1..` or `..100`.
public struct ParameterRange: Sendable, Equatable, CustomStringConvertible {
  public var lower: Int64?
  public var upper: Int64?

  public init(lower: Int64? = nil, upper: Int64? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether the value is within both bounds, each included.
  public func contains(_ value: Int64) -> Bool { value >= (lower ?? .min) && value <= (upper ?? .max) }
  public var description: String { "\(lower.map(String.init) ?? "")..\(upper.map(String.init) ?? "")" }
}
