import HufuClient
import HufuSigning

/// One request as a resource of the platform sees it: which operation, by whom, with what.
struct Call {
  let operation: Operation
  let user: String
  let moment: Moment
  /// Path and query by wire name; the first of several counts.
  private let values: [String: String]
  private let lists: [QueryItem]
  let body: [UInt8]

  /// - Throws: what the platform says of a missing or mistyped parameter.
  init(_ match: RouteTable.Match, _ request: APIRequest, user: String, at moment: Moment) throws(Refusal) {
    operation = match.operation
    self.user = user
    self.moment = moment
    lists = request.queryItems
    values = Dictionary(lists.map { ($0.name, $0.value) }) { first, _ in first }.merging(match.variables) { $1 }
    body = request.body.bytes ?? []
    for parameter in operation.parameters where parameter.place == .path || parameter.place == .query {
      guard let value = values[parameter.wire] else {
        if parameter.isRequired { throw .parameterMissing(parameter.wire, of: operation) }
        continue
      }
      let fits =
        switch parameter.kind {
        case .int: Int64(value) != nil
        case .bool: value == "true" || value == "false"
        default: true
        }
      guard fits else { throw .parameterType(parameter.wire) }
    }
  }

  subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }
  func int(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }
  func flag(_ name: String) -> Bool { self[name] == "true" }
  /// Every value of a repeated parameter.
  func all(_ name: String) -> [String] { lists.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }
  var isV3: Bool { operation.generation == "v3" }

  /// A moment of the made-up world as the platform's own clock would have stamped it.
  func stamp(_ time: Timestamp) -> JSONValue { .int((time + (moment.wall - moment.now)).milliseconds) }
  /// The other way round, for a span of times in a query: `queueTimeStartTime`, `queueTimeEndTime`; nil where neither is given.
  func span(_ name: String) -> ClosedRange<Timestamp>? {
    let first = worldTime(name + "StartTime")
    let last = worldTime(name + "EndTime")
    guard first != nil || last != nil else { return nil }
    let start = first ?? Timestamp(.min)
    return start...max(start, last ?? Timestamp(.max))
  }

  private func worldTime(_ name: String) -> Timestamp? { int(name).map { Timestamp($0) - (moment.wall - moment.now) } }
}
