import HufuClient
import HufuSandbox
import HufuSigning
import Synchronization

/// A line on which a test may answer a request itself, lose its answer, or do something first; everything else goes through.
final class Meddler: Transport {
  typealias Meddle =
    @Sendable (_ request: APIRequest, _ times: Int, _ send: @Sendable () async throws -> Incoming) async throws -> Incoming?

  private let line: SandboxTransport
  private let meddle: Meddle
  private let seen = Mutex<[APIRequest]>([])

  /// - Parameter meddle: hears how often its path was asked for, this time included; nil lets the request through.
  init(_ line: SandboxTransport, _ meddle: @escaping Meddle = { _, _, _ in nil }) {
    self.line = line
    self.meddle = meddle
  }

  var requests: [APIRequest] { seen.withLock { $0 } }

  /// Requests whose path holds this.
  func requests(_ part: String) -> [APIRequest] { requests.filter { $0.path.contains(part) } }

  var starts: [APIRequest] { requests.filter(\.isStart) }
  var looks: [APIRequest] { requests.filter(\.isStatus) }
  var logs: [APIRequest] { requests.filter(\.isLog) }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    let times = seen.withLock { seen in
      seen.append(request)
      return seen.count { $0.path == request.path }
    }
    let line = line
    let send: @Sendable () async throws -> Incoming = { try await line.open(request, to: endpoint) }
    if let answer = try await meddle(request, times, send) { return answer }
    return try await send()
  }
}

extension Incoming {
  /// An answer as it stands.
  init(_ status: Int, _ body: String, _ type: String = "application/json") {
    self.init(
      ResponseHead(status: status, headers: [HeaderField("Content-Type", type)]),
      body: AsyncThrowingStream<[UInt8], any Error> {
        $0.yield(Array(body.utf8)); $0.finish()
      })
  }
}

extension APIRequest {
  var isStart: Bool { method == .post && (path.hasSuffix("build_start") || path.hasSuffix("builds/start")) }
  var isStatus: Bool { path.hasSuffix("/status") && path.contains("/builds/") || path.hasSuffix("/build_status") }
  var isLog: Bool { path.contains("/logs/") }
}
