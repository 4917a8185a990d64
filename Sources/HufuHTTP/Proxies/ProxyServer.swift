import AsyncHTTPClient
import HufuClient
public import HufuSigning

/// A proxy on the way out. HTTP proxies are asked for a tunnel (`CONNECT`), for plain http targets too.
public struct ProxyServer: Sendable, Hashable, CustomStringConvertible {
  /// What it speaks.
  public enum Kind: String, Sendable {
    case http, socks5
  }

  public var kind: Kind
  public var host: String
  public var port: Int
  public var user: String?
  public var password: Secret?

  /// Reads `http://[user:password@]host[:port]` or `socks5://host[:port]`; user and password percent-encoded.
  ///
  /// - Throws: ``HufuClient/ConfigurationError``, without user and password.
  public init(_ text: String) throws {
    let full = text.contains("://") ? text : "http://" + text
    let parts = full.split(separator: "://", maxSplits: 1).map(String.init)
    let authority = parts.count == 2 ? parts[1].prefix { $0 != "/" && $0 != "?" && $0 != "#" } : ""
    let halves = authority.lastIndex(of: "@").map { (authority[..<$0], authority[authority.index(after: $0)...]) } ?? ("", authority)
    let kinds: [String: Kind] = ["http": .http, "socks5": .socks5, "socks5h": .socks5]
    guard let kind = kinds[(parts.first ?? "").lowercased()], let place = try? Endpoint("http://" + halves.1),
      kind == .http || halves.0.isEmpty
    else {
      throw ConfigurationError(
        zh: "代理地址不对。", en: "The proxy's address is wrong.",
        remedy: Bilingual(
          zh: "写成 http://[用户:密码@]主机[:端口] 或 socks5://主机[:端口]。", en: "Write http://[USER:PASSWORD@]HOST[:PORT] or socks5://HOST[:PORT]."))
    }
    self.kind = kind
    host = place.host
    port = halves.1.hasSuffix("]") || !halves.1.contains(":") ? (kind == .http ? 80 : 1080) : place.port
    guard !halves.0.isEmpty else { return }
    let account = halves.0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { Self.decode($0) }
    user = account[0]
    password = account.count > 1 ? Secret(account[1]) : nil
  }

  /// The address without user and password.
  public var description: String {
    "\(kind.rawValue)://\(user == nil ? "" : Redactor.mark + "@")\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  var clientProxy: HTTPClient.Configuration.Proxy {
    switch kind {
    case .http:
      .server(host: host, port: port, authorization: user.map { .basic(username: $0, password: password?.reveal() ?? "") })
    case .socks5: .socksServer(host: host, port: port)
    }
  }

  private static func decode(_ text: Substring) -> String {
    String(decoding: PercentEncoding.decode(text.utf8, plusAsSpace: false), as: UTF8.self)
  }
}
