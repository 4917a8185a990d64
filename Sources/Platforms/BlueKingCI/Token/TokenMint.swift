import HufuClient
import HufuSigning

/// Issues access tokens on this machine, for whoever holds the server's secret: nobody has to sign in and nothing goes over the network.
struct TokenMint: TokenSource {
  let secret: Secret
  let user: String?
  let lifetime: Duration

  var account: String { user ?? "" }
  var isOffline: Bool { true }

  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    guard let user else { throw Self.userMissing }
    var expires = now + lifetime
    // A token holds nothing but user and expiry; one millisecond makes the next one another than the one that was refused.
    if previous?.expires == expires { expires = expires + .milliseconds(1) }
    let token = try TokenCipher(secret: secret).seal(TokenClaims(user: user, expires: expires))
    return AccessToken(Secret(token.raw), subject: user, issued: now, expires: expires)
  }

  static let userMissing = ConfigurationError(
    zh: "用 secret 签发令牌需要知道为谁签发：profile 缺少 user。",
    en: "Minting a token with the secret needs a user to mint it for: the profile has no user.",
    remedy: Bilingual(zh: "在 profile 的 credentials 里加上 user: 你的蓝盾用户名。", en: "Add user: YOUR_BLUEKING_NAME to the profile's credentials."))
}
