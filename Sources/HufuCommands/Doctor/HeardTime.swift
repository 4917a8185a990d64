import HufuClient
import HufuSigning
import Synchronization

/// The server's clock as its last answer told it, whatever the answer was: a refusal, or a token that an exchange has fetched.
final class HeardTime: Sendable {
  private let heard = Mutex<Timestamp?>(nil)

  var time: Timestamp? { heard.withLock { $0 } }

  func listening(to inner: any Transport) -> any Transport { Listener(inner: inner, clock: self) }

  private struct Listener: Transport {
    let inner: any Transport
    let clock: HeardTime

    func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
      let incoming = try await inner.open(request, to: endpoint)
      if let date = incoming.head.date { clock.heard.withLock { $0 = date } }
      return incoming
    }
  }
}
