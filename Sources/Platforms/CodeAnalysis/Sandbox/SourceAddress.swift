/// A repository's address as the server keeps it: http, no `.git`, no user; and its ssh form (platforms/tca.md §2).
struct SourceAddress: Sendable, Equatable {
  var host: String
  var path: String

  /// Reads `https://host/group/name.git`, `ssh://git@host/group/name`, `git@host:group/name`; nil without a host and a path.
  init?(_ text: String) {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
    } else if let colon = rest.firstIndex(of: ":") {
      rest.replaceSubrange(colon...colon, with: "/")
    }
    if let slash = rest.firstIndex(of: "/"), let at = rest[..<slash].lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    host = String(rest[..<slash])
    var path = rest[rest.index(after: slash)...]
    while path.hasSuffix("/") { path.removeLast() }
    if path.hasSuffix(".git") { path.removeLast(4) }
    guard !host.isEmpty, !path.isEmpty else { return nil }
    self.path = String(path)
  }

  init(host: String, path: String) {
    self.host = host
    self.path = path
  }

  var http: String { "http://\(host)/\(path)" }
  var ssh: String { "git@\(host):\(path)" }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
