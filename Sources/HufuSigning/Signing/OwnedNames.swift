/// The header and query names that belong to a scheme: they are dropped from whatever the caller sent.
///
/// Header names compare without case, query names exactly.
public struct OwnedNames: Sendable {
  public var headers: [String]
  public var query: [String]

  public init(headers: [String], query: [String] = []) {
    self.headers = headers
    self.query = query
  }

  /// Whether a header of this name, in any ASCII case, is the scheme's own.
  public func owns(header name: String) -> Bool {
    let name = name.lowercased()
    return headers.contains { $0.lowercased() == name }
  }
}
