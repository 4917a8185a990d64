import HufuClient
import HufuSigning
import Testing

/// What `hufu doctor --output json` found, by check.
struct DoctorVisit {
  let outcome: Desk.Outcome
  let rows: [JSONValue]

  func row(_ name: String) -> JSONValue? { rows.first { $0["name"]?.text == name } }
  func status(_ name: String) -> String? { row(name)?["status"]?.text }
  var firstFailure: String? { rows.first { $0["status"]?.text == "fail" }?["name"]?.text }
}

extension Desk {
  func doctor(
    _ arguments: String..., environment: [String: String] = [:], transport: (any Transport)? = nil
  ) async throws -> DoctorVisit {
    let outcome = await run(["doctor", "--output", "json"] + arguments, environment: environment, transport: transport)
    let rows = try #require(try JSONValue(parsing: outcome.outputBytes).elements, "\(outcome.output) \(outcome.errors)")
    return DoctorVisit(outcome: outcome, rows: rows)
  }
}
