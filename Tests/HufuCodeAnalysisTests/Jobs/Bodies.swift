import HufuClient
import HufuSigning
import Synchronization

@testable import HufuCodeAnalysis

/// A line that keeps the bodies of the requests that start scans.
final class Bodies: Transport {
  private let line: any Transport
  private let kept = Mutex<[JSONValue]>([])

  init(_ line: any Transport) { self.line = line }

  var sent: [JSONValue] { kept.withLock { $0 } }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    if Stage.isStart(request), let bytes = request.body.bytes, let body = try? JSONValue(parsing: bytes) {
      kept.withLock { $0.append(body) }
    }
    return try await line.open(request, to: endpoint)
  }
}
