package import HufuSigning

/// A request as it comes in at the sandbox's door, taken apart into the mount it asks for and the request that mount's platform sees.
///
/// One place for both doors, the socket and the process: nothing is decoded or tidied (`+`, `%2F`, `//` and a slash at the end stay), and
/// what a reverse proxy in front of a real platform would tell it is added, unless the caller sent it.
package struct Arrival: Equatable, Sendable {
  package var mount: String
  package var request: APIRequest

  /// - Parameters:
  ///   - request: with the whole path, mount included.
  ///   - root: the mount served without a prefix; nil where the first path segment names the mount.
  ///   - peer: the caller's address, for `X-Real-IP`.
  package init(_ request: APIRequest, root: String?, peer: String?) {
    self.request = request
    if let root {
      mount = root
    } else {
      let segment = request.path.utf8.dropFirst().prefix { $0 != UInt8(ascii: "/") }
      mount = String(Substring(segment))
      let rest = request.path[segment.endIndex...]
      self.request.path = rest.isEmpty ? "/" : String(rest)
      add("X-Forwarded-Prefix", "/" + mount)
    }
    if let peer { add("X-Real-IP", peer) }
  }

  private mutating func add(_ name: String, _ value: String) {
    if request.headers[name] == nil { request.headers.append(HeaderField(name, value)) }
  }
}
