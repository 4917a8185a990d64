import AsyncHTTPClient
import HufuClient
import NIOCore

/// The body of an answer as it arrives; whoever reads slowly slows the sender down. It keeps the transport alive.
struct AnswerBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]
  typealias Failure = any Error

  let body: HTTPClientResponse.Body
  let transport: HTTPTransport

  func makeAsyncIterator() -> Iterator { Iterator(chunks: body.makeAsyncIterator(), transport: transport) }

  struct Iterator: AsyncIteratorProtocol {
    var chunks: HTTPClientResponse.Body.AsyncIterator
    let transport: HTTPTransport

    mutating func next() async throws -> [UInt8]? {
      do {
        return try await chunks.next().map { Array($0.readableBytesView) }
      } catch {
        if Task.isCancelled { throw CancellationError() }
        throw TransportError(network: error)
      }
    }
  }
}
