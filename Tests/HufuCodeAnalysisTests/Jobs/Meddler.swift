import HufuClient
import HufuSigning

/// A line on which something else happens just before a request arrives.
struct Meddler: Transport {
  let line: any Transport
  let meddle: @Sendable (APIRequest) async -> Void

  init(_ line: any Transport, meddle: @escaping @Sendable (APIRequest) async -> Void) {
    self.line = line
    self.meddle = meddle
  }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    await meddle(request)
    return try await line.open(request, to: endpoint)
  }
}
