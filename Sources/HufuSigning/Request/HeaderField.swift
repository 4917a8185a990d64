/// One header line, spelled as it goes on the wire.
///
/// Names keep their spelling (`accessKey` reaches the server as written) and compare without regard to ASCII case.
public struct HeaderField: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether this line has the given name, in any ASCII case.
  public func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}

extension HeaderField {
  /// Whether it stands in a request as one line: the name an HTTP token, the value free of control characters but the tab
  /// (RFC 9110 §5.1, §5.5). A line end in a value would begin a header of somebody else's choosing.
  package var isOneLine: Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Self.separators.contains($0) }
      && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == UInt8(ascii: "\t") }
  }

  private static let separators = Set("()<>@,;:\\\"/[]?={}".utf8)
}

extension [HeaderField] {
  /// The value of the first line of that name, in any case.
  public subscript(name: String) -> String? { first { $0.isNamed(name) }?.value }

  /// Puts one line in place of all lines of that name.
  public mutating func set(_ name: String, _ value: String) {
    removeAll { $0.isNamed(name) }
    append(HeaderField(name, value))
  }
}
