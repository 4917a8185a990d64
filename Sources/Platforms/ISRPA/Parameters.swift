import HufuSigning

/// The parameters of a request, every value a text: what the scheme signs, whatever the method.
///
/// An unsigned GET carries them in its query. The other methods carry them as a JSON object in the body; items in their query belong to the
/// parameters too. A name may be given more than once only with the same value, as the vendor's own POST does.
struct Parameters {
  /// In the order they are signed: by code point of the name.
  let items: [QueryItem]

  /// - Parameter isSorted: false leaves the given order, as the document's text without its lost lines does.
  /// - Throws: `parameter` with the client code 41, or `body`, for whatever cannot be signed faithfully.
  init(
    _ method: Method, query: Span<UInt8>, body: Span<UInt8>, stringify: ISRPA.Settings.Stringify, isSorted: Bool
  ) throws(SigningError) {
    var found = try Self.items(inQuery: query.array)
    if method == .get {
      guard body.isEmpty else { throw .bodyOfGet }
    } else {
      found += try Self.items(inBody: body.array, stringify)
    }
    let unique = try Self.unique(Self.sorted(found))
    items = isSorted || unique.count != found.count ? unique : found
  }

  /// Parameters as a server finds them, unchecked.
  init(found items: [QueryItem], isSorted: Bool) {
    self.items = isSorted ? Self.sorted(items) : items
  }

  /// `k=v&k=v`, nothing encoded: the source text of a GET.
  var pairs: [UInt8] {
    var text: [UInt8] = []
    for item in items {
      if !text.isEmpty { text.append(UInt8(ascii: "&")) }
      text.put(item.name)
      text.append(UInt8(ascii: "="))
      text.put(item.value)
    }
    return text
  }

  /// The same percent-encoded: the query on the wire, from which a server decodes exactly what was signed.
  var query: [UInt8] { QueryItem.encode(items) }

  /// The JSON text: source text and body of all other methods.
  func json(_ style: PythonJSON.Style) -> [UInt8] {
    PythonJSON.encode(.object(items.map { JSONValue.Member($0.name, .string($0.value)) }), style: style)
  }

  private static func sorted(_ items: [QueryItem]) -> [QueryItem] {
    items.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Sorted items, each name once.
  private static func unique(_ sorted: [QueryItem]) throws(SigningError) -> [QueryItem] {
    var unique: [QueryItem] = []
    unique.reserveCapacity(sorted.count)
    for item in sorted {
      if let last = unique.last, last.name.utf8.elementsEqual(item.name.utf8) {
        guard last.value.utf8.elementsEqual(item.value.utf8) else { throw .contradicting(item.name) }
      } else {
        unique.append(item)
      }
    }
    return unique
  }

  private static func items(inQuery query: [UInt8]) throws(SigningError) -> [QueryItem] {
    var items: [QueryItem] = []
    for piece in query.split(separator: UInt8(ascii: "&")) {
      let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      items.append(QueryItem(try decode(halves[0]), halves.count > 1 ? try decode(halves[1]) : ""))
    }
    return items
  }

  private static func decode(_ piece: ArraySlice<UInt8>) throws(SigningError) -> String {
    guard let bytes = try? PercentEncoding.decodeStrictly(piece, plusAsSpace: true), let text = String(validating: bytes, as: UTF8.self)
    else { throw .unreadableQuery }
    return text
  }

  private static func items(inBody body: [UInt8], _ stringify: ISRPA.Settings.Stringify) throws(SigningError) -> [QueryItem] {
    guard !body.isEmpty else { return [] }
    guard let members = (try? JSONValue(parsing: body))?.members else { throw .unreadableBody }
    var items: [QueryItem] = []
    for member in members { items.append(QueryItem(member.key, try stringify.text(member.value, of: member.key))) }
    return items
  }
}

extension ISRPA.Settings.Stringify {
  /// The text a value is signed and sent as.
  func text(_ value: JSONValue, of name: String) throws(SigningError) -> String {
    switch (self, value) {
    case (.rejectNested, .array), (.rejectNested, .object): throw .nested(name)
    case (.python, _), (.rejectNested, _): PythonText.str(value)
    case (.json, _): value.text ?? String(decoding: JSONWriter.compact(value), as: UTF8.self)
    }
  }
}
