public import HufuClient
public import HufuSigning
import Synchronization

/// A transport that gives prepared answers in order and remembers what it was asked.
public final class ScriptedTransport: Transport {
  private let script: Mutex<[Result<APIResponse, TransportError>]>
  private let asked = Mutex<[APIRequest]>([])

  public init(_ script: [Result<APIResponse, TransportError>]) { self.script = Mutex(script) }

  public var requests: [APIRequest] { asked.withLock { $0 } }

  public func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    asked.withLock { $0.append(request) }
    let answer = script.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    guard let response = try answer?.get() else { throw TransportError(.notConnected, "the script is over") }
    return Incoming(
      response.head,
      body: AsyncThrowingStream {
        $0.yield(response.body); $0.finish()
      })
  }
}
