import HufuSigning

/// Where a reader of pages stands: what to ask for next, what was seen, and whether this is the end. Pure; no I/O.
struct PageCursor {
  let style: PageStyle
  private(set) var arguments: Arguments
  private(set) var isOver = false

  private var read: Int64 = 0
  private var given = 0
  private var duplicates = 0
  private var didRepeat = false
  private var firstTotal: Int64?
  private var lastTotal: Int64?
  private var firstCount: Int?
  private var number: Int64 = 0
  private var previousPage: Int?
  /// How often in a row the last page came again, though nothing was added.
  private var repeats = 0
  /// How often a page was asked for again in all.
  private var askedAgain = 0
  /// How many pages in a row held nothing new, though the list did not grow.
  private var stale = 0
  /// Whether the total was larger on this page than on the one before.
  private var didGrow = false
  private var seen = RecentIDs()

  /// So many pages in a row without anything new are a server that goes round in circles.
  private static let staleLimit = 5

  init(style: PageStyle, arguments: Arguments) {
    self.style = style
    self.arguments = arguments
    switch style.step {
    case .offset(let parameter):
      read = Self.number(arguments[parameter]) ?? 0
      self.arguments.set(parameter, .text(String(read)))
    case .number(let parameter, let first):
      number = Self.number(arguments[parameter]) ?? first
      self.arguments.set(parameter, .text(String(number)))
    case .cursor(let parameter, let first, _, _):
      if arguments[parameter] == nil { self.arguments.set(parameter, .text(first)) }
    case .whole: break
    }
  }

  /// Takes in one payload; nil when it holds no list.
  mutating func take(_ payload: JSONSlice, bytes: [UInt8]) -> Page? {
    guard let list = style.items.lazy.compactMap({ payload.at($0) }).first(where: { $0.kind == .array }) else {
      // A list that is null, or left out of an answer that says "none", is empty.
      guard style.items.contains(where: { payload.at($0)?.isNull ?? true }), payload.kind != .string else { return nil }
      isOver = true
      return Page(items: [], payload: bytes, total: lastTotal, given: given)
    }
    let all = Array(list.elements())
    let digest = Self.digest(all)
    noteTotal(payload)
    guard !all.isEmpty else {
      isOver = true
      return Page(items: [], payload: bytes, total: lastTotal, given: given)
    }
    if digest == previousPage, !didGrow {
      // The same page again: asked for once more while the platform says there is more, else a server that ignores paging.
      repeats += 1
      askedAgain += 1
      didRepeat = repeats > Self.repeatLimit || !expectsMore(payload)
      isOver = didRepeat
      return Page(items: [], payload: bytes, total: lastTotal, given: given)
    }
    repeats = 0
    previousPage = digest
    var fresh: [JSONSlice] = []
    if case .whole = style.step {
      fresh = all
    } else {
      for item in all { if seen.insert(identity(of: item)) { fresh.append(item) } else { duplicates += 1 } }
    }
    given += fresh.count
    advance(by: all.count, payload)
    stale = fresh.isEmpty && !didGrow ? stale + 1 : 0
    if stale >= Self.staleLimit { isOver = true }
    return Page(items: fresh, payload: bytes, total: lastTotal, given: given)
  }

  /// Why the list that was read is not the whole list; nil when nothing speaks against it.
  func shortfall(of name: String, platform: String) -> APIError? {
    guard didRepeat || stale >= Self.staleLimit, let lastTotal, Int64(given) < lastTotal else { return nil }
    return APIError(
      .malformed,
      Bilingual(
        zh: "\(name) 没有读全：服务器反复返回同样的内容，读到 \(given) 条，共 \(lastTotal) 条。",
        en: "\(name) is incomplete: the server gives the same again and again; \(given) items of \(lastTotal)."),
      remedy: Bilingual(zh: "稍后重试；若总是如此，换一个页大小或联系平台。", en: "Try later; if it stays so, try another page size or tell the platform."),
      platform: platform)
  }

  /// What a caller should know at the end: duplicates, a total that moved, a server that ignores paging.
  func notice(of name: String) -> Notice? {
    if stale >= Self.staleLimit {
      return Notice(
        .paging, zh: "\(name)：服务器连续 \(stale) 页没有新内容，已停止；读到 \(given) 条。",
        en: "\(name): \(stale) pages in a row held nothing new; stopped with \(given) items.")
    }
    if askedAgain > 0, !didRepeat {
      return Notice(
        .paging, zh: "\(name)：服务器重复返回了 \(askedAgain) 次同一页，已重新请求。",
        en: "\(name): the server gave the same page again \(askedAgain) times; it was asked anew.")
    }
    if duplicates > 0 || firstTotal != lastTotal {
      return Notice(
        .paging, zh: "\(name)：读取期间列表在变化（去掉重复 \(duplicates) 条，总数 \(firstTotal ?? 0) → \(lastTotal ?? 0)）。",
        en: "\(name): the list moved while it was read (\(duplicates) duplicates dropped, total \(firstTotal ?? 0) → \(lastTotal ?? 0)).")
    }
    return nil
  }

  /// How often in a row the same page is asked for again.
  private static let repeatLimit = 2

  /// Whether the platform says that this is not yet all.
  private func expectsMore(_ payload: JSONSlice) -> Bool {
    if let lastTotal { return Int64(given) < lastTotal }
    return style.more.flatMap { payload.at($0) }.map { !$0.isNull } ?? false
  }

  private mutating func noteTotal(_ payload: JSONSlice) {
    guard let total = style.total.flatMap({ payload.at($0) })?.int else { return }
    firstTotal = firstTotal ?? total
    didGrow = lastTotal.map { total > $0 } ?? false
    lastTotal = total
  }

  private mutating func advance(by count: Int, _ payload: JSONSlice) {
    read &+= Int64(count)
    if let more = style.more, payload.at(more)?.isNull ?? true { isOver = true }
    switch style.step {
    case .offset(let parameter):
      arguments.set(parameter, .text(String(read)))
    case .number(let parameter, _):
      let full = style.usedSize.flatMap { payload.at($0)?.int }.map(Int.init) ?? firstCount ?? count
      firstCount = firstCount ?? count
      if (style.shortPageEnds && count < full) || (lastTotal.map { read >= $0 } ?? false) { isOver = true }
      number &+= 1
      arguments.set(parameter, .text(String(number)))
    case .whole: isOver = true
    case .cursor(let parameter, _, let next, let ends):
      guard let cursor = payload.at(next)?.scalarText, !ends.contains(cursor), arguments[parameter] != .text(cursor) else {
        isOver = true
        return
      }
      arguments.set(parameter, .text(cursor))
    }
  }

  private func identity(of item: JSONSlice) -> Int {
    var hasher = Hasher()
    if let id = style.id.flatMap({ item[$0] }) { hasher.combine(bytes: id.raw) } else { hasher.combine(bytes: item.raw) }
    return hasher.finalize()
  }

  private static func digest(_ items: [JSONSlice]) -> Int {
    var hasher = Hasher()
    for item in items { hasher.combine(bytes: item.raw) }
    return hasher.finalize()
  }

  private static func number(_ value: ArgumentValue?) -> Int64? {
    switch value {
    case .text(let text): Int64(text)
    case .json(let json): json.plainText.flatMap { Int64($0) }
    case .file, nil: nil
    }
  }
}

extension Hasher {
  fileprivate mutating func combine(bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { combine(bytes: $0) } }
}
