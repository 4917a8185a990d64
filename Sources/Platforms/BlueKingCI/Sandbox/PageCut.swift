import HufuSigning

/// Cuts lists as the platform does: pages from 1, at most a hundred items whatever was asked for (platforms/bkci.md §2.3).
struct PageCut: Sendable {
  /// Pages that come twice from now on.
  var duplicates = 0
  /// Whether totals grow while a list is read, and by how much they have.
  var isMoving = false
  private var drift = 0

  static let largest: Int64 = 100

  /// Which page, and how long.
  mutating func window(_ call: Call, defaultSize: Int64 = 20) -> (page: Int64, size: Int64) {
    var page = max(1, call.int("page") ?? 1)
    if page > 1, duplicates > 0 {
      duplicates -= 1
      page -= 1
    }
    return (page, min(Self.largest, max(1, call.int("pageSize") ?? defaultSize)))
  }

  /// One page; only the items that stand on it are written.
  mutating func page<Item>(
    _ items: [Item], _ call: Call, extra: JSONValue = .object([]), _ answer: (Item) -> JSONValue
  ) -> JSONValue {
    let (page, size) = window(call)
    if isMoving { drift += 1 }
    let count = items.count + drift
    let pages = (Int64(count) + size - 1) / size
    let records = Self.slice(items, page: page, size: size).map(answer)
    let cut: JSONValue = [
      "count": .int(count), "page": .int(page), "pageSize": .int(size), "totalPages": .int(pages), "records": .array(records),
    ]
    return .object((cut.members ?? []) + (extra.members ?? []))
  }

  static func slice<Item>(_ items: [Item], page: Int64, size: Int64) -> [Item] {
    guard (page - 1) <= Int64(items.count) / size else { return [] }
    return Array(items.dropFirst(Int((page - 1) * size)).prefix(Int(size)))
  }
}
