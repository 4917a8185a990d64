public import HufuSigning

/// The items of a list one by one; see ``Pages``.
public struct PagedItems: AsyncSequence, Sendable {
  public typealias Element = JSONSlice

  let pages: Pages

  public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

  public struct Iterator: AsyncIteratorProtocol {
    var pages: Pages.Iterator
    var items: ArraySlice<JSONSlice> = []

    init(pages: Pages.Iterator) { self.pages = pages }

    public mutating func next() async throws -> JSONSlice? {
      while items.isEmpty {
        guard let page = try await pages.next() else { return nil }
        items = page.items[...]
      }
      return items.removeFirst()
    }
  }
}
