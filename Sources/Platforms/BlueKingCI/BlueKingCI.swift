public import HufuClient
public import HufuSigning

/// BlueKing CI (蓝盾, bk-ci): an `access_token` in the query, the caller's name in `X-DEVOPS-UID`.
///
/// ```swift
/// let connection = Connection(BlueKingCI(settings: .init()), .init(accessToken: token), at: endpoint, over: transport)
/// let reply = try await connection.call("build.start", ["project": "demo", "pipeline": "p-…", "BUILD_TYPE": "release"])
/// ```
public struct BlueKingCI: Platform {
  public static let id = "bkci"
  public static let whoAmI: WhoAmI? = WhoAmI("projects.list")
  public static let checks = [asksForTokens]
  public static let jobs: [any Job<BlueKingCI>.Type] = [BuildJob.self]
  public static let signsWithToken = true
  public static let title = Bilingual(zh: "蓝鲸持续集成平台（蓝盾 bk-ci）", en: "BlueKing CI (bk-ci)")

  public static let fields = [
    CredentialField(
      "accessToken", secret: true, required: false,
      help: Bilingual(
        zh: "浏览器登录蓝盾后访问 https://{域名}/ms/auth/api/user/token/get，取返回里的 accessToken，原样粘贴。未开启令牌认证时不填。",
        en:
          "Sign in, open https://HOST/ms/auth/api/user/token/get, paste its accessToken. Not where token authentication is off."
      )),
    CredentialField(
      "secret", secret: true, required: false,
      help: Bilingual(
        zh: "运维可用：CI 服务器 /data/bkce/etc/ci/common.yml 里 auth.accessToken.secret；有它就能离线签发令牌，不需要 accessToken。",
        en:
          "For operators: auth.accessToken.secret in /data/bkce/etc/ci/common.yml; tokens are then minted offline, without accessToken."
      )),
    CredentialField(
      "loginCookie", secret: true, required: false,
      help: Bilingual(
        zh: "浏览器登录蓝盾后的 Cookie（开发者工具里 bk_token 的值，或整个 Cookie 请求头）；用它换取令牌，Cookie 有效期间自动续换。",
        en: "The cookie of a signed-in browser (bk_token's value, or the whole Cookie header); traded for tokens while it is good."
      )),
    CredentialField(
      "user", required: false,
      help: Bilingual(
        zh: "蓝盾用户名，写入请求头 X-DEVOPS-UID；不填时使用令牌里的用户。",
        en: "The BlueKing user name for the header X-DEVOPS-UID; without it the token's own user counts.")),
    CredentialField(
      "gatewayAppCode", required: false,
      help: Bilingual(
        zh: "只在经过蓝鲸 API 网关（设置 gateway）时需要：蓝鲸开发者中心里应用的 bk_app_code。",
        en: "Only behind the BlueKing API Gateway (the setting gateway): the application's bk_app_code, from the BlueKing developer centre."
      )),
    CredentialField(
      "gatewayAppSecret", secret: true, required: false,
      help: Bilingual(
        zh: "只在经过蓝鲸 API 网关时需要：同一应用的 bk_app_secret。",
        en: "Only behind the BlueKing API Gateway: the same application's bk_app_secret.")),
  ]

  public static let settingFields = [
    SettingField(
      "api", allowed: Settings.API.allCases.map(\.rawValue), default: "v4",
      help: Bilingual(zh: "开放接口版本：v3 或 v4。", en: "Version of the open API: v3 or v4.")),
    SettingField(
      "lifetime", default: "24h",
      help: Bilingual(zh: "用 secret 签发的令牌的有效期：24h、30m、90s、500ms。", en: "Life of tokens minted with the secret: 24h, 30m, 90s, 500ms.")),
    SettingField(
      "cookieName", default: Settings.standardCookie,
      help: Bilingual(
        zh: "loginCookie 只写了值时的 Cookie 名：蓝鲸登录是 bk_token，有的部署是 bk_ticket。",
        en: "The cookie's name where loginCookie is a bare value: bk_token with the BlueKing login, bk_ticket elsewhere.")),
    SettingField(
      "gateway",
      help: Bilingual(
        zh: "经过蓝鲸 API 网关时（仅 v4）：网关和环境的路径，例如 /api/devops/prod；应用写在凭据 gatewayAppCode 和 gatewayAppSecret 里。",
        en:
          "Behind the BlueKing API Gateway (v4 only): the path of gateway and stage, /api/devops/prod say; the application goes into the credentials gatewayAppCode and gatewayAppSecret."
      )),
    SettingField(
      "gatewayAudience", allowed: Gateway.Audience.allCases.map(\.rawValue),
      help: Bilingual(
        zh: "网关的哪一组路由：app（默认，只验证应用）或 user（还验证用户）。",
        en: "Which of the gateway's routes: app (unless given: the application is verified) or user (the user as well).")),
  ]

  public static let errors = ErrorCatalogue(
    platform: id, requestIDHeaders: ["X-DEVOPS-RID"], tokenFaults + callerFaults + buildFaults + statusFaults)

  public static let pageStyles = [
    // One answer, not cut into pages at all.
    "whole": PageStyle(.whole, items: [JSONPointer(tokens: [])]),
    // A bare array: ten items unless asked for more; servers before the paging give everything every time.
    "array": PageStyle(.number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: [])], id: "projectCode"),
    "pipelines": records(id: "pipelineId"),
    "builds": records(id: "id"),
    // Its totals are wrong (bk-ci issue 7834): only an empty page is the end.
    "files": PageStyle(
      .number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: ["records"])], shortPageEnds: false,
      id: "fullPath"),
  ]

  public static let tools = [mint, inspect]
  public static let topics = [enableToken, tokenGet, statusCodes]
  public static let droppedURLSuffixes = [
    "/ms/openapi/api/apigw/v3", "/ms/openapi/api/apigw/v4", "/ms/openapi/api/apigw", "/ms/openapi/api", "/ms/openapi", "/ms", "/console",
  ]
  public static let binding = SignatureBinding(queryNames: ["access_token"])

  public let catalogue: Catalogue
  let settings: Settings

  public init(settings: Settings) {
    self.settings = settings
    catalogue = Catalogue(Self.operations, generation: settings.api.rawValue, base: settings.base)
  }

  public func signer(for credential: Credential, token: AccessToken?) throws(SigningError) -> any RequestSigner {
    let held = try Self.heldToken(credential, token)
    if held == nil, credential.secret != nil { throw Self.notMinted }
    if held == nil, credential.loginCookie != nil { throw Self.notTraded }
    return try AccessTokenSigner(
      token: held, user: credential.user ?? Self.subject(of: held, credential, token),
      application: settings.gateway == nil ? nil : try credential.application)
  }

  public func envelope(for credential: Credential) -> any Envelope { ResultEnvelope() }

  public func tokens(for credential: Credential) -> (any TokenSource)? {
    guard credential.accessToken == nil else { return nil }
    if let secret = credential.secret { return TokenMint(secret: secret, user: credential.user, lifetime: settings.lifetime) }
    return credential.loginCookie.map { TokenTrade(cookie: LoginCookie($0, name: settings.cookieName), user: credential.user) }
  }

  public func verify(
    _ request: APIRequest, by credential: Credential, token: AccessToken?, strict: Bool, at now: Timestamp
  ) throws(SignatureRejection) -> Proof {
    let key: AccessTokenVerifier.Key
    do throws(SigningError) {
      if let secret = credential.secret {
        key = .secret(try TokenCipher(secret: secret))
      } else if let held = try Self.heldToken(credential, token) {
        key = .token(held, subject: token?.subject, expires: token?.expires)
      } else if credential.loginCookie != nil {
        throw Self.notTraded
      } else {
        key = .off
      }
    } catch { throw SignatureRejection(.unknownKey, error.message.en) }
    return try AccessTokenVerifier(isStrict: strict).verify(request, at: now) { _ in key }
  }
}

extension BlueKingCI {
  /// The token of a call: the one the cache or a flag gives, else the profile's own.
  private static func heldToken(_ credential: Credential, _ token: AccessToken?) throws(SigningError) -> TokenText? {
    guard let text = token?.value ?? credential.accessToken else { return nil }
    return try TokenText(text.reveal())
  }

  /// Who the token speaks for, where that is known. A name that no header carries unchanged is left out: the server finds it in the token.
  private static func subject(of held: TokenText?, _ credential: Credential, _ token: AccessToken?) -> String? {
    var subject = token?.subject
    if subject == nil, let held, let secret = credential.secret { subject = (try? TokenCipher(secret: secret))?.claims(of: held)?.user }
    return subject.flatMap { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? $0 : nil }
  }

  private static func records(id: String) -> PageStyle {
    PageStyle(
      .number(parameter: "page", first: 1), size: "size", items: [JSONPointer(tokens: ["records"])],
      total: JSONPointer(tokens: ["count"]),
      usedSize: JSONPointer(tokens: ["pageSize"]), id: id)
  }

  private static let notTraded = SigningError(
    .tokenMissing,
    Bilingual(
      zh: "profile 里只有 loginCookie，还没有换取令牌。", en: "The profile holds a login cookie, and no token was traded for it."),
    remedy: Bilingual(zh: "任何调用都会自动换取；或先运行 hufu login。", en: "Any call trades it by itself; or run hufu login first."))

  private static let notMinted = SigningError(
    .tokenMissing, Bilingual(zh: "profile 里只有 secret，还没有签发令牌。", en: "The profile holds a secret, and no token was minted with it."),
    remedy: Bilingual(
      zh: "通过 Connection 调用会自动签发；或先运行 hufu token bkci mint。",
      en: "Calls through a Connection mint one by themselves; or run hufu token bkci mint first."))
}
