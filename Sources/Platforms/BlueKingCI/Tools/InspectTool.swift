import HufuClient
import HufuSigning

extension BlueKingCI {
  /// `hufu token bkci inspect`: what stands inside a token, for whoever holds the server's secret.
  static let inspect = PlatformTool(
    "inspect",
    summary: Bilingual(zh: "解开 access_token：属于谁，何时过期，编码了几层。", en: "Open an access_token: whose it is, when it ends, how it is encoded."),
    options: [
      .init("token", .secret, required: true, help: Bilingual(zh: "要查看的令牌，编码与否都可以。", en: "The token, encoded or not.")),
      TokenToolOptions.secret, TokenToolOptions.commonYML,
    ]
  ) { options, now in
    let server = try TokenToolOptions(options)
    guard let text = options.secret("token") else {
      throw UsageError(
        zh: "缺少 token。", en: "The token is missing.",
        remedy: Bilingual(zh: "加上 --token 引用，例如 env:BKCI_TOKEN。", en: "Add --token REFERENCE, such as env:BKCI_TOKEN."))
    }
    let token = try TokenText(text.reveal())
    guard let plaintext = try? server.cipher.open(token) else { throw otherSecret }
    guard let claims = TokenClaims(plaintext: plaintext) else { throw noToken }
    return [
      "userId": claims.user.map(JSONValue.string) ?? .null, "expirationTime": .int(claims.expires.milliseconds),
      "expired": .bool(claims.expires < now), "form": .string(token.form.rawValue),
    ]
  }

  private static let otherSecret = APIError(
    .unauthenticated, Bilingual(zh: "这个 secret 解不开该令牌。", en: "This secret does not open the token."),
    remedy: Bilingual(
      zh: "令牌可能来自另一台服务器，或签发之后 common.yml 的 secret 改过，或复制时损坏。",
      en: "The token may be another server's, or older than the secret in common.yml, or damaged by copying."), platform: id)
  private static let noToken = APIError(
    .unauthenticated,
    Bilingual(zh: "令牌能解密，但内容不是 {userId, expirationTime}。", en: "The token decrypts, but not to {userId, expirationTime}."),
    remedy: Bilingual(zh: "重新获取或签发令牌。", en: "Get or mint a new one."), platform: id)
}
