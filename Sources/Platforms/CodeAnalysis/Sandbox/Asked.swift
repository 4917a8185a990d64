import HufuClient
import HufuSigning

/// A request that was let in, as a view reads it.
struct Asked {
  var operation: String
  var request: APIRequest
  /// The path's variables by name.
  var variables: [String: String]
  var query: [QueryItem]
  /// The body's members; empty without a body.
  var body: JSONValue
  var resident: Resident
  var desk: Desk
  var now: Timestamp

  func number(_ name: String) -> Int? { variables[name].flatMap { Int($0) } }
  /// A query parameter that says something.
  func query(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The numbers of a parameter such as `state=1,2`; nil without it.
  ///
  /// - Throws: the server's own failure for anything else: the real one does not check (platforms/tca.md §2).
  func numbers(_ name: String) throws(Refusal) -> Set<Int>? {
    guard let text = query(name) else { return nil }
    var numbers: Set<Int> = []
    for word in text.split(separator: ",") {
      guard let number = Int(word) else { throw Refusal(WebPage.serverError, "\(name) is no list of numbers") }
      numbers.insert(number)
    }
    return numbers
  }
}
