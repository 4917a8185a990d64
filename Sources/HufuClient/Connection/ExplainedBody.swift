/// The body of a download, whose errors a caller sees as it sees those of every call.
struct ExplainedBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]
  typealias Failure = any Error

  let body: Incoming.Body
  let explain: @Sendable (any Error) -> any Error

  func makeAsyncIterator() -> Iterator { Iterator(chunks: body.makeAsyncIterator(), explain: explain) }

  struct Iterator: AsyncIteratorProtocol {
    var chunks: any AsyncIteratorProtocol<[UInt8], any Error>
    let explain: @Sendable (any Error) -> any Error

    mutating func next() async throws -> [UInt8]? {
      do { return try await chunks.next(isolation: #isolation) } catch { throw explain(error) }
    }
  }
}
