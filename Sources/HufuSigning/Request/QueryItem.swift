/// One `name=value` of a query string or of a form body, decoded.
public struct QueryItem: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Reads `a=b&c=d`. Percent sequences are decoded, `+` means a space, a name without `=` has an empty value.
  public static func parse(_ text: some Sequence<UInt8>) -> [QueryItem] {
    text.split(separator: UInt8(ascii: "&")).map { piece in
      let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return QueryItem(decode(halves[0]), halves.count > 1 ? decode(halves[1]) : "")
    }
  }

  /// Writes the items as a query: everything but RFC 3986's unreserved characters percent-encoded, upper-case hex.
  public static func encode(_ items: some Sequence<QueryItem>) -> [UInt8] {
    var text: [UInt8] = []
    for item in items {
      if !text.isEmpty { text.append(UInt8(ascii: "&")) }
      PercentEncoding.unreserved.encode(item.name.utf8, into: &text)
      text.append(UInt8(ascii: "="))
      PercentEncoding.unreserved.encode(item.value.utf8, into: &text)
    }
    return text
  }

  private static func decode(_ piece: some Sequence<UInt8>) -> String {
    String(decoding: PercentEncoding.decode(piece, plusAsSpace: true), as: UTF8.self)
  }
}

extension Sequence<QueryItem> {
  /// The value of the first item of that name.
  public subscript(name: String) -> String? { first { $0.name == name }?.value }
}
