import HufuSigning

/// Cuts lists into pages in either style, and disturbs them when asked (platforms/metersphere.md §0).
struct PageCutter: Sendable {
  /// How many pages are still to be given twice.
  var repeats = 0
  /// Whether something is added at the top of every list each time it is read.
  var isGrowing = false
  private var growth = 0

  /// v1, v2: `{listObject,itemCount,pageCount}`, the numbers from the address.
  mutating func classic(_ items: [JSONValue], _ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    guard let page = inquiry["goPage"].flatMap({ Int($0) }), let size = inquiry["pageSize"].flatMap({ Int($0) }), page > 0, size > 0 else {
      throw .invalid(field: "pageSize", "not a number")
    }
    let (cut, total) = cut(items, page: page, size: size)
    return ["listObject": .array(cut), "itemCount": .int(total), "pageCount": .int((total + size - 1) / size)]
  }

  /// v3: `{list,total,pageSize,current}`, the numbers from the body and within bounds.
  mutating func modern(_ items: [JSONValue], _ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    guard let page = inquiry["current"].flatMap({ Int($0) }), page >= 1 else {
      throw .invalid(field: "current", "当前页码必须大于0")
    }
    guard let size = inquiry["pageSize"].flatMap({ Int($0) }), (5...500).contains(size) else {
      throw .invalid(field: "pageSize", "每页显示条数必须在5-500之间")
    }
    let (cut, total) = cut(items, page: page, size: size)
    return ["list": .array(cut), "total": .int(total), "pageSize": .int(size), "current": .int(page)]
  }

  private mutating func cut(_ items: [JSONValue], page: Int, size: Int) -> (items: [JSONValue], total: Int) {
    var page = page
    if page > 1, repeats > 0 {
      repeats -= 1
      page -= 1
    }
    let shift = growth
    if isGrowing { growth += 1 }
    // What was added pushes everything down: a page begins with what ended the one before.
    let (start, overflow) = (page - 1).multipliedReportingOverflow(by: size)
    let first = min(max(overflow ? items.count : start - shift, 0), items.count)
    return (Array(items[first...].prefix(size)), items.count + shift)
  }
}
