import HufuClient
import HufuSigning
import Testing

@testable import HufuMeterSphere

/// A line that is listened to, and on which requests and answers can be tampered with.
final class Wiretap: Transport {
  /// Passes a request on.
  typealias Pass = @Sendable (APIRequest) async throws -> Incoming
  /// What becomes of a request for that operation.
  typealias Tamper = @Sendable (_ operation: String, APIRequest, Pass) async throws -> Incoming

  /// Built once: a catalogue takes longer to read than most tests.
  private static let routes = MeterSphere.Generation.allCases.reduce(into: [MeterSphere.Generation: RouteTable]()) { tables, generation in
    let catalogue = MeterSphere(settings: .init(generation: generation)).catalogue
    tables[generation] = (try? catalogue.operations()).map { RouteTable($0) }
  }

  private let line: any Transport
  private let routes: RouteTable
  private let tamper: Tamper
  private let heard = Locked<[(operation: String, request: APIRequest)]>([])

  init(_ line: any Transport, _ generation: MeterSphere.Generation, tamper: @escaping Tamper) throws {
    self.line = line
    routes = try #require(Self.routes[generation])
    self.tamper = tamper
  }

  /// Every request so far, signed, in order.
  var requests: [APIRequest] { heard.value.map(\.request) }
  /// The bodies that were sent to one operation.
  func bodies(of operation: String) throws -> [JSONValue] {
    try heard.value.filter { $0.operation == operation }.map { try JSONValue(parsing: $0.request.body.bytes ?? []) }
  }
  func count(of operation: String) -> Int { heard.value.count { $0.operation == operation } }

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    let operation = routes.match(request.method, path: request.path)?.operation.name ?? ""
    heard.value.append((operation, request))
    return try await tamper(operation, request) { [line] in try await line.open($0, to: endpoint) }
  }
}

extension Incoming {
  /// The same with its JSON changed.
  func altered(_ change: (inout JSONValue) -> Void) async throws -> Incoming {
    let answer = try await collect(upTo: .max)
    var json = try JSONValue(parsing: answer.body)
    change(&json)
    return Incoming(APIResponse(answer.status, headers: answer.head.headers, body: JSONWriter.compact(json)))
  }

  init(_ answer: APIResponse) {
    self.init(
      answer.head,
      body: AsyncThrowingStream {
        $0.yield(answer.body)
        $0.finish()
      })
  }
}
