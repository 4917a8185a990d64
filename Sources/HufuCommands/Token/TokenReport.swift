import HufuClient
import HufuSigning

/// What may be said of a token.
struct TokenReport {
  let token: AccessToken
  let now: Timestamp
  let source: String

  init(_ token: AccessToken, at now: Timestamp, source: String) {
    self.token = token
    self.now = now
    self.source = source
  }

  /// The connection's token and where it came from: `--token`, or a word of ``LentToken/Origin``.
  static func token(of connection: Connection) async throws -> (token: AccessToken, source: String) {
    guard let token = try await connection.token() else { throw none(connection) }
    guard connection.options.token == nil, let tokens = connection.authorizer.tokens else { return (token, "--token") }
    return (token, await source(in: tokens))
  }

  /// Where the token at hand came from.
  static func source(in tokens: TokenCache) async -> String { (await tokens.origin ?? .fetched).rawValue }

  static func none(_ connection: Connection) -> UsageError {
    UsageError(
      zh: "\(connection.platform) 的这个 profile 直接用凭据签名，没有要管理的令牌。",
      en: "This \(connection.platform) profile signs with its credential; there is no token to manage.",
      remedy: Bilingual(zh: "用 hufu profile check 检查凭据。", en: "Check the credential with hufu profile check."))
  }

  func json(reveal: Bool) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue?) { if let value { members.append(.init(name, value)) } }
    add("source", .string(source))
    add("subject", token.subject.map(JSONValue.string))
    add("ageSeconds", token.issued.map { .int((now - $0).wholeMilliseconds / 1000) })
    add("lifeLeftSeconds", token.expires.map { .int(($0 - now).wholeMilliseconds / 1000) } ?? .string("unknown"))
    add("refreshLifeLeftSeconds", token.refreshExpires.map { .int(($0 - now).wholeMilliseconds / 1000) })
    add("canRenew", .bool(token.refresh != nil))
    add("value", .string(reveal ? token.value.reveal() : Redactor.mark))
    if reveal { add("refresh", token.refresh.map { .string($0.reveal()) }) }
    return .object(members)
  }
}
