import HufuClient
import HufuSandbox
import HufuSigning

/// What an application's owner configures in the portal, and what about the platform had to be assumed; from the sandbox's `--config`.
///
///     ipWhitelist      addresses that may call; any without it
///     callbackDomain   scheme://domain of the callback; any domain without it
///     grants           the grants of the application's kind; all without it
///     signatureCode    the code of a wrong signature   (assumed: -1; the platform's own is not public)
///     tokenCode        the code of a refused token     (assumed: -1; the platform's own is not public)
struct PlatformRules: Sendable {
  private let addresses: [String]?
  private let callbackHost: String?
  private let grants: [String]
  let signatureCode: String
  let tokenCode: String

  private static let names = ["ipWhitelist", "callbackDomain", "grants", "signatureCode", "tokenCode"]

  /// - Throws: ``HufuClient/ConfigurationError`` for a name the sandbox does not know or a callback domain without its scheme.
  init(_ options: SandboxOptions) throws {
    try options.checkConfig(of: Tianyi.id, knows: Self.names)
    let config = options.config
    addresses = config["ipWhitelist"]?.elements?.compactMap(\.text)
    grants = config["grants"]?.elements?.compactMap(\.text) ?? Tianyi.Grant.allCases.map(\.rawValue)
    signatureCode = try Self.code("signatureCode", in: config)
    tokenCode = try Self.code("tokenCode", in: config)
    callbackHost = try config["callbackDomain"]?.text.map { domain in
      guard let host = Self.host(of: domain) else {
        throw ConfigurationError(
          zh: "callbackDomain 必须写成“协议://域名”。", en: "callbackDomain is written scheme://domain.",
          remedy: Bilingual(zh: "例如 http://127.0.0.1:8889。", en: "http://127.0.0.1:8889, say."))
      }
      return host
    }
  }

  /// A code of the platform, which is a whole number.
  private static func code(_ name: String, in config: JSONValue) throws -> String {
    guard let value = config[name] else { return "-1" }
    guard let code = value.scalarText.flatMap({ Int64($0) }) else {
      throw ConfigurationError(zh: "\(name) 应为整数。", en: "\(name) is a whole number.")
    }
    return String(code)
  }

  func secret(of appId: String) -> Secret? { appId == Tianyi.Sample.appId ? Secret(Tianyi.Sample.appSecret) : nil }

  func admits(address: String) -> Bool { addresses?.contains(address) ?? true }

  func allows(grant: String) -> Bool { grants.contains(grant) }

  /// Only the domain is compared, and an address without a scheme has none (platforms/tianyi.md §3).
  func check(callback: String) throws(Refusal) {
    guard !callback.isEmpty else { throw Refusal("callbackMissing", says: "回调域名为空") }
    guard let host = Self.host(of: callback), callbackHost.map({ $0 == host }) ?? true else {
      throw Refusal("callbackIllegal", says: "回调域名不合法")
    }
  }

  /// The name or address behind `http://` or `https://`, without its port.
  private static func host(of address: String) -> String? { (try? Endpoint(address))?.host.lowercased() }
}
