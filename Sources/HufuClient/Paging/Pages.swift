import HufuSigning

/// A list read page by page, in constant memory.
///
/// It stops at the end the platform names, at an empty page, at a page that repeats the one before (a server that ignores paging), and
/// never follows an address from an answer. Items seen before, as lists that move while they are read give them, are dropped and reported.
public struct Pages: AsyncSequence, Sendable {
  public typealias Element = Page

  let connection: Connection
  let operation: Operation
  let style: PageStyle
  let arguments: Arguments

  public func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

  public struct Iterator: AsyncIteratorProtocol {
    let pages: Pages
    private var cursor: PageCursor
    private var isOver = false
    /// Thrown after the last page when the list is known to be incomplete.
    private var shortfall: APIError?

    init(pages: Pages) {
      self.pages = pages
      cursor = PageCursor(style: pages.style, arguments: pages.arguments)
    }

    public mutating func next() async throws -> Page? {
      if let error = shortfall {
        shortfall = nil
        throw error
      }
      guard !isOver else { return nil }
      let request = try pages.connection.request(pages.operation, cursor.arguments)
      let reply = try await pages.connection.send(request, as: pages.operation)
      let payload: JSONSlice
      do { payload = try JSONSlice(reply.payload) } catch { throw pages.notAList(error.description) }
      guard let page = cursor.take(payload, bytes: reply.payload) else { throw pages.notAList("no array where the items should be") }
      isOver = cursor.isOver
      if isOver {
        shortfall = cursor.shortfall(of: pages.operation.name, platform: pages.connection.platform)
        if shortfall == nil, let notice = cursor.notice(of: pages.operation.name) { pages.connection.options.notice(notice) }
      }
      return page
    }
  }

  private func notAList(_ detail: String) -> APIError {
    APIError(
      .malformed,
      Bilingual(zh: "\(operation.name) 的回答里没有列表：\(detail)", en: "The answer of \(operation.name) holds no list: \(detail)"),
      platform: connection.platform)
  }
}

extension Connection {
  /// Reads a list operation page by page.
  ///
  /// - Throws: ``UsageError`` when the operation is no list.
  public func pages(_ name: String, _ arguments: Arguments = [:]) throws -> Pages {
    let operation = try catalogue.operation(name)
    guard let style = operation.page.flatMap({ pageStyles[$0] }) else {
      throw UsageError(
        zh: "操作 \(name) 不是分页列表，不能用 --all。", en: "Operation \(name) is no paged list; --all does not apply.",
        remedy: Bilingual(zh: "去掉 --all。", en: "Leave --all out."))
    }
    return Pages(connection: self, operation: operation, style: style, arguments: arguments)
  }

  /// Reads a list operation item by item, over all its pages.
  public func items(_ name: String, _ arguments: Arguments = [:]) throws -> PagedItems { PagedItems(pages: try pages(name, arguments)) }
}
