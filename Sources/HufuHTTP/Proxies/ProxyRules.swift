package import HufuClient
import HufuSigning

/// Which proxy leads to an endpoint: the profile's own, else the environment's. Loopback is always reached directly.
package struct ProxyRules: Sendable {
  private let given: ProxyServer?
  private let byScheme: [Endpoint.Scheme: ProxyServer]
  private let exceptions: [Substring]

  /// - Parameter given: the profile's proxy; where it is nil, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` decide, lower case first.
  /// - Throws: ``HufuClient/ConfigurationError`` naming the variable, without its value.
  package init(_ given: ProxyServer?, environment: [String: String]) throws {
    func value(_ name: String) -> (name: String, text: String)? {
      for name in [name.lowercased(), name] { if let text = environment[name], !text.isEmpty { return (name, text) } }
      return nil
    }
    self.given = given
    var byScheme: [Endpoint.Scheme: ProxyServer] = [:]
    for (scheme, name) in [(Endpoint.Scheme.https, "HTTPS_PROXY"), (.http, "HTTP_PROXY")] where given == nil {
      guard let (name, text) = value(name) else { continue }
      do { byScheme[scheme] = try ProxyServer(text) } catch let error as ConfigurationError {
        throw ConfigurationError(
          Bilingual(zh: "环境变量 \(name)：\(error.message.zh)", en: "Environment variable \(name): \(error.message.en)"), remedy: error.remedy)
      }
    }
    self.byScheme = byScheme
    exceptions = value("NO_PROXY")?.text.split { $0 == "," || $0 == " " } ?? []
  }

  package func proxy(for endpoint: Endpoint) -> ProxyServer? {
    if endpoint.isLoopback { return nil }
    if let given { return given }
    return exceptions.contains { Self.covers($0, endpoint) } ? nil : byScheme[endpoint.scheme]
  }

  /// `*`, a domain with all below it (a leading dot changes nothing), an address, an IPv4 network, each with an optional port.
  private static func covers(_ exception: Substring, _ endpoint: Endpoint) -> Bool {
    if exception == "*" { return true }
    if exception.contains("/") { return IPv4Network(exception)?.contains(endpoint.host) ?? false }
    var name = exception.lowercased()
    if name.hasPrefix("["), let close = name.firstIndex(of: "]") {
      let port = name[name.index(after: close)...].dropFirst()
      if !port.isEmpty, port != "\(endpoint.port)" { return false }
      name = String(name[..<close].dropFirst())
    } else if name.count(where: { $0 == ":" }) == 1, let colon = name.firstIndex(of: ":") {
      guard name[colon...].dropFirst() == "\(endpoint.port)" else { return false }
      name = String(name[..<colon])
    }
    if name.hasPrefix("*.") { name.removeFirst() }
    while name.hasPrefix(".") { name.removeFirst() }
    let host = endpoint.host.lowercased()
    return !name.isEmpty && (host == name || host.hasSuffix("." + name))
  }
}

/// `10.0.0.0/8`
private struct IPv4Network {
  private let address: UInt32
  private let mask: UInt32

  init?(_ text: Substring) {
    let halves = text.split(separator: "/")
    guard halves.count == 2, let address = Self.number(halves[0]), let bits = Int(halves[1]), (0...32).contains(bits) else { return nil }
    mask = bits == 0 ? 0 : UInt32.max << UInt32(32 - bits)
    self.address = address & mask
  }

  func contains(_ host: String) -> Bool { Self.number(host[...]).map { $0 & mask == address } ?? false }

  private static func number(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?.some(0)) { sum, part in sum.flatMap { sum in part.map { sum << 8 | UInt32($0) } } }
  }
}
