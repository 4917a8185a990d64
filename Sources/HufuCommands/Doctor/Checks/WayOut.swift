import HufuClient
import HufuHTTP
import HufuProfiles
import HufuSigning

/// Where connections to a profile's server lead first: to the server itself, or to a proxy.
struct WayOut: Sendable {
  let host: String
  let port: Int
  let finding: Finding

  private init(host: String, port: Int, _ finding: Finding) {
    self.host = host
    self.port = port
    self.finding = finding
  }

  /// Straight on.
  init(to endpoint: Endpoint) {
    self.init(host: endpoint.host, port: endpoint.port, .pass(zh: "不经代理。", en: "None: the way is direct."))
  }

  /// - Throws: ``HufuClient/ConfigurationError`` for a proxy's address that cannot be used, or a reference that leads nowhere.
  init(of profile: Profile, _ circumstances: Circumstances) async throws {
    let way = try await profile.transportOptions(by: circumstances.resolver, circumstances.shell.redactor)
    let rules = try ProxyRules(way.proxy, environment: circumstances.shell.environment)
    guard let proxy = rules.proxy(for: profile.endpoint) else {
      self.init(to: profile.endpoint)
      return
    }
    let (zh, en) = way.proxy == nil ? ("环境变量", "the environment") : ("profile", "the profile")
    self.init(host: proxy.host, port: proxy.port, .pass(zh: "经 \(proxy)（来自\(zh)）。", en: "Through \(proxy), says \(en)."))
  }
}
