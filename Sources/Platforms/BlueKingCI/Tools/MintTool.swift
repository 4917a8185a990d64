import FoundationEssentials
import HufuClient
import HufuSigning

extension BlueKingCI {
  /// `hufu token bkci mint`: a token for any user, without a browser and without the network. For operators and service accounts.
  static let mint = PlatformTool(
    "mint",
    summary: Bilingual(zh: "用服务器的 secret 离线签发 access_token。", en: "Mint an access_token offline with the server's secret."),
    options: [
      TokenToolOptions.secret, TokenToolOptions.commonYML,
      .init("user", required: true, help: Bilingual(zh: "为哪个蓝盾用户签发。", en: "The BlueKing user it speaks for.")),
      .init(
        "lifetime",
        help: Bilingual(
          zh: "有效期：24h、30m、90s；默认取 common.yml 的 expirationTime，否则 24h。",
          en: "Its life: 24h, 30m, 90s; by default common.yml's expirationTime, else 24h.")),
      .init(
        "expires-at",
        help: Bilingual(
          zh: "到期时间，代替 lifetime：毫秒时间戳，或 2027-01-01T00:00:00+08:00。",
          en: "When it ends, in place of lifetime: milliseconds since 1970, or 2027-01-01T00:00:00+08:00.")),
    ]
  ) { options, now in
    let server = try TokenToolOptions(options)
    guard let user = options.text("user"), !user.isEmpty else {
      throw UsageError(
        zh: "缺少 user：令牌必须写明属于谁。", en: "The user is missing: a token names whom it speaks for.",
        remedy: Bilingual(zh: "加上 --user 蓝盾用户名。", en: "Add --user BLUEKING_NAME."))
    }
    let claims = TokenClaims(user: user, expires: try expiry(options, from: now, default: server.lifetime ?? .seconds(86_400)))
    let token = try server.cipher.seal(claims)
    return ["userId": .string(user), "expirationTime": .int(claims.expires.milliseconds), "accessToken": .string(token.encoded)]
  }

  private static func expiry(_ options: [String: PlatformTool.Value], from now: Timestamp, default lifetime: Duration) throws -> Timestamp {
    switch (options.text("lifetime"), options.text("expires-at")) {
    case (nil, nil): return now + lifetime
    case (let text?, nil):
      guard let lifetime = Lifetime.parse(text) else { throw unfit("lifetime", text, "24h, 30m, 90s") }
      return now + lifetime
    case (nil, let text?):
      if let time = Int64(text) { return Timestamp(time) }
      guard let date = try? Date(text, strategy: .iso8601) else { throw unfit("expires-at", text, "2027-01-01T00:00:00+08:00") }
      return Timestamp(Int64((date.timeIntervalSince1970 * 1000).rounded()))
    case (.some, .some):
      throw UsageError(
        zh: "lifetime 和 expires-at 只能给一个。", en: "Give lifetime or expires-at, not both.",
        remedy: Bilingual(zh: "去掉其中一个。", en: "Leave one out."))
    }
  }

  private static func unfit(_ name: String, _ text: String, _ example: String) -> UsageError {
    UsageError(
      zh: "\(name) 不能是 \(text)。", en: "\(name) cannot be \(text).", remedy: Bilingual(zh: "例如 \(example)。", en: "For example \(example)."))
  }
}
