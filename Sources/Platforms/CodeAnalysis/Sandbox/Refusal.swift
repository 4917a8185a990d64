import HufuClient
import HufuSigning

/// A request that is not served: what the caller is told, and for the journal the true reason.
struct Refusal: Error {
  var answer: SandboxAnswer

  init(_ response: APIResponse, _ reason: String) { answer = SandboxAnswer(response, refusal: reason) }
}

/// What serving a request gives.
enum Served {
  case data(JSONValue, status: Int = 200)
  /// A list whose rows are made when they are asked for.
  case list(count: Int, row: (Int) -> JSONValue)
  case noContent

  static func list(_ rows: [JSONValue]) -> Served { .list(count: rows.count) { rows[$0] } }
}
