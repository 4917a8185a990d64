import HufuSigning

/// The part of a list that is asked for, as Django REST framework's limit and offset have it: what does not fit is ignored in silence.
struct PageWindow: Sendable {
  var limit: Int
  var offset: Int

  static let usualLimit = 10

  /// nil for a number the database cannot hold: the real server then fails with a 500 page.
  init?(_ query: [QueryItem]) {
    guard let limit = Self.number(query["limit"]), let offset = Self.number(query["offset"]) else { return nil }
    self.limit = limit > 0 ? limit : Self.usualLimit
    self.offset = max(offset, 0)
  }

  /// The payload of a list. The links have lost scheme, port and prefix, as those of the real deployment (platforms/tca.md §0.1).
  func payload(count: Int, of request: APIRequest, row: (Int) -> JSONValue) -> JSONValue {
    let end = offset < count ? offset + min(limit, count - offset) : offset
    let hasMore = offset < count && limit < count - offset
    return [
      "count": .int(count), "next": .maybe(hasMore ? link(request, to: offset + limit) : nil),
      "previous": .maybe(offset > 0 ? link(request, to: offset - limit) : nil), "results": .array((offset..<end).map(row)),
    ]
  }

  /// The address of another page: parameters sorted by name; an offset of nothing is left out.
  private func link(_ request: APIRequest, to offset: Int) -> String {
    var items = request.queryItems.filter { $0.name != "limit" && $0.name != "offset" }
    items.append(QueryItem("limit", "\(limit)"))
    if offset > 0 { items.append(QueryItem("offset", "\(offset)")) }
    items.sort { $0.name < $1.name }
    let form = PercentEncoding.formPython
    let query = items.map { form.encode($0.name) + "=" + form.encode($0.value) }.joined(separator: "&")
    return "http://127.0.0.1\(WebPage.innerPath(of: request.path))?\(query)"
  }

  /// What Python's `int` makes of it: 0 for no number, nil for one beyond 64 bits.
  private static func number(_ text: String?) -> Int? {
    let text = (text ?? "").drop { $0.isWhitespace }
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), text.count - digits.count <= 1 else { return 0 }
    if text.first == "-" { return -1 }
    return Int(digits)
  }
}
