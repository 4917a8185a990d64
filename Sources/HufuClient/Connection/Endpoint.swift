public import HufuSigning

/// Where a platform is: origin, and the prefix a proxy puts before its paths.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
  /// Whether it is reached over TLS.
  public enum Scheme: String, Sendable {
    case http, https
  }

  public var scheme: Scheme
  /// A name or an address; IPv6 without brackets.
  public var host: String
  public var port: Int
  /// Empty, or `/` and more without a slash at the end.
  public var prefix: String

  public init(scheme: Scheme, host: String, port: Int? = nil, prefix: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port ?? (scheme == .https ? 443 : 80)
    self.prefix = prefix
  }

  /// Reads a profile's url.
  ///
  /// - Parameter suffixes: paths that belong to the operations, such as `/server`; dropped from the end.
  /// - Returns: the endpoint, and what was dropped if anything was.
  /// - Throws: ``ConfigurationError`` saying what is wrong with the address.
  public static func parse(_ text: String, dropping suffixes: [String] = []) throws -> (endpoint: Endpoint, dropped: String?) {
    guard let schemeEnd = text.firstRange(of: "://"), let scheme = Scheme(rawValue: text[..<schemeEnd.lowerBound].lowercased()) else {
      throw wrong(text, zh: "缺少 http:// 或 https://", en: "http:// or https:// is missing")
    }
    let rest = text[schemeEnd.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = rest.dropFirst(authority.count)
    guard !authority.contains("@") else { throw wrong(text, zh: "地址里不能有用户名或密码", en: "it must not hold a user name or password") }
    guard !path.contains("?"), !path.contains("#") else { throw wrong(text, zh: "不能带查询串或 #", en: "it must not hold a query or #") }
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw wrong(text, zh: "前缀必须是百分号编码的 ASCII", en: "its prefix must be percent-encoded ASCII")
    }
    let (host, port) = try hostAndPort(authority, in: text)

    var prefix = trimmed(String(path))
    var dropped: String?
    for suffix in suffixes where prefix.hasSuffix(suffix) {
      prefix = trimmed(String(prefix.dropLast(suffix.count)))
      dropped = suffix
      break
    }
    return (Endpoint(scheme: scheme, host: host, port: port, prefix: prefix), dropped)
  }

  public init(_ text: String) throws { self = try Self.parse(text).endpoint }

  /// Whether the other end is this machine: names and addresses of the loopback interface.
  public var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
      || (host.hasPrefix("127.") && host.split(separator: ".").count == 4 && host.allSatisfy { $0.isNumber || $0 == "." })
  }

  /// Host and port as they stand in `Host` and in an address.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (scheme == .https ? 443 : 80) ? name : "\(name):\(port)"
  }

  public var origin: String { "\(scheme.rawValue)://\(authority)" }
  public var description: String { origin + prefix }

  /// The whole address of a request.
  public func address(of request: APIRequest) -> String { description + request.target }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func hostAndPort(_ authority: Substring, in text: String) throws -> (String, Int?) {
    var host = authority, port: Substring?
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { throw wrong(text, zh: "IPv6 地址缺少 ]", en: "an IPv6 address needs a ]") }
      host = authority[authority.index(after: authority.startIndex)..<close]
      let after = authority[authority.index(after: close)...]
      guard after.isEmpty || after.first == ":" else { throw wrong(text, zh: "] 后面只能是 :端口", en: "only :PORT may follow the ]") }
      port = after.dropFirst()
    } else if let colon = authority.lastIndex(of: ":") {
      host = authority[..<colon]
      port = authority[authority.index(after: colon)...]
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw wrong(text, zh: "缺少主机名", en: "the host name is missing")
    }
    guard let port, !port.isEmpty else { return (String(host), nil) }
    guard let number = Int(port), (1...65_535).contains(number) else {
      throw wrong(text, zh: "端口应为 1–65535", en: "the port must be in 1–65535")
    }
    return (String(host), number)
  }

  /// Passwords and tokens stand before an `@` and in a query; an address with either is not repeated.
  private static func wrong(_ text: String, zh: String, en: String) -> ConfigurationError {
    let shown = text.contains("@") || text.contains("?") ? "…" : text
    return ConfigurationError(
      zh: "地址 \(shown) 不对：\(zh)。", en: "The address \(shown) is wrong: \(en).",
      remedy: Bilingual(zh: "写成 https://主机[:端口][/前缀]。", en: "Write https://HOST[:PORT][/PREFIX]."))
  }
}
