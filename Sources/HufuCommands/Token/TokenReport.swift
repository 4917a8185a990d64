import HufuClient
import HufuSigning

/// What may be said of a token.
struct TokenReport {
  /// Where a token came from.
  enum Source: String {
    case flag = "--token"
    case stored
    case fetched
    case minted
  }

  let token: AccessToken
  let now: Timestamp
  let source: Source

  init(_ token: AccessToken, at now: Timestamp, source: Source) {
    self.token = token
    self.now = now
    self.source = source
  }

  /// The connection's token: the one given, or one fetched.
  static func token(of connection: Connection) async throws -> AccessToken {
    if let given = connection.options.token { return given }
    guard let tokens = connection.authorizer.tokens else { throw none(connection) }
    return try await tokens.token()
  }

  static func none(_ connection: Connection) -> UsageError {
    UsageError(
      zh: "\(connection.platform) 的这个 profile 直接用凭据签名，没有要管理的令牌。",
      en: "This \(connection.platform) profile signs with its credential; there is no token to manage.",
      remedy: Bilingual(zh: "用 hufu profile check 检查凭据。", en: "Check the credential with hufu profile check."))
  }

  func json(reveal: Bool) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue?) { if let value { members.append(.init(name, value)) } }
    add("source", .string(source.rawValue))
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
