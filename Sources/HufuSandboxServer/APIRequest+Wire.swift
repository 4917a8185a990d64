import HufuSigning
import NIOHTTP1

extension APIRequest {
  /// The request as it stands on the wire: target neither decoded nor tidied, headers with spelling, order and repetitions.
  ///
  /// - Returns: nil for a method no platform uses, and for a target that is no path.
  init?(_ wire: WireRequest) {
    guard let method = Method(rawValue: wire.head.method.rawValue), let target = Self.originForm(wire.head.uri) else { return nil }
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    self.init(
      method, String(decoding: path, as: UTF8.self), headers: wire.head.headers.map { HeaderField($0.name, Self.withoutBlanks($0.value)) },
      body: wire.body.map { $0.isEmpty ? .none : .bytes($0) } ?? .none)
    query = Array(target.dropFirst(path.count + 1))
  }

  /// White space around a value is not part of it (RFC 9110 §5.5).
  private static func withoutBlanks(_ value: String) -> String {
    guard value.utf8.last == UInt8(ascii: " ") || value.utf8.last == UInt8(ascii: "\t") else { return value }
    return String(value[..<(value.lastIndex { $0 != " " && $0 != "\t" }.map(value.index(after:)) ?? value.startIndex)])
  }

  /// Path and query; a server must also take `http://host/path` (RFC 9112 §3.2.2).
  private static func originForm(_ uri: String) -> [UInt8]? {
    if uri.utf8.first == UInt8(ascii: "/") { return Array(uri.utf8) }
    guard let scheme = uri.firstRange(of: "://") else { return nil }
    let rest = uri[scheme.upperBound...].utf8.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    return rest.first == UInt8(ascii: "/") ? Array(rest) : [UInt8(ascii: "/")] + rest
  }
}
