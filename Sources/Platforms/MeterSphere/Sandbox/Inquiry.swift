import HufuClient
import HufuSigning

/// A request that was let in and matched to an operation: its arguments, wherever they stand.
struct Inquiry {
  var operation: Operation
  var variables: [String: String]
  var query: [QueryItem]
  var body: JSONValue
  /// Whose key it was signed with.
  var user: SandboxUser
  /// The project the caller says it works in, by header PROJECT.
  var project: String?
  /// Where the caller reached the server: scheme, host and prefix.
  var origin: String
  var now: Timestamp

  /// An argument by its name on the wire, as text; nil when it is not there, null or empty.
  subscript(name: String) -> String? {
    let text = variables[name] ?? query[name] ?? body[name]?.scalarText
    return text?.isEmpty ?? true ? nil : text
  }

  /// A list of ids in the body.
  func list(_ name: String) -> [String] { body[name]?.elements?.compactMap(\.scalarText) ?? [] }
}
