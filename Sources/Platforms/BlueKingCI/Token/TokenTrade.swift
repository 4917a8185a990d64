import HufuClient
import HufuSigning

/// Trades a login cookie for access tokens at `/ms/auth/api/user/token/get` (platforms/bkci.md §1.5), again whenever one has ended.
struct TokenTrade: TokenSource {
  let cookie: LoginCookie
  let user: String?

  /// The cookie tells two accounts apart where no name does; only its hash, for the account is written down.
  var account: String { user ?? "cookie \(Hex.encode(SHA256Hash.hash(cookie.header.bytes).prefix(8)))" }

  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    let reply: Reply
    do {
      reply = try await exchange.call("token.get", ["cookie": .string(cookie.header.reveal())])
    } catch let error as APIError where Self.isSignIn(error) {
      throw Self.cookieRefused(error)
    }
    guard let answer = try? JSONSlice(reply.payload), let token = answer["accessToken"]?.text, !token.isEmpty else {
      throw APIError(
        .malformed, Bilingual(zh: "token/get 的回答里没有 accessToken。", en: "The answer of token/get holds no accessToken."),
        platform: BlueKingCI.id)
    }
    // The end is a moment of the server's clock, which may be far from ours: what counts is how long it is from the answer's own date.
    let end = answer["expirationTime"]?.scalarText.flatMap { Int64($0) }.map { Timestamp($0) }
    return AccessToken(
      Secret(try TokenText(token).raw), subject: answer["userId"]?.text ?? user, issued: now,
      expires: end.map { now + ($0 - (reply.response.head.date ?? now)) })
  }

  /// The gateway's own 401, or a login page: as a redirection, or in the place of the answer.
  private static func isSignIn(_ error: APIError) -> Bool {
    guard let status = error.status else { return false }
    return status == 401 || (300..<400).contains(status) || (status == 200 && error.kind == .malformed)
  }

  private static func cookieRefused(_ cause: APIError) -> APIError {
    let status = cause.status ?? 0
    var error = APIError(
      .unauthenticated,
      Bilingual(
        zh: "登录 Cookie 不被接受（\(status == 401 ? "HTTP 401" : "得到的是登录页，HTTP \(status)")）：已过期、已退出登录，或名字不对。",
        en: "The login cookie is not accepted (\(status == 401 ? "HTTP 401" : "a login page came, HTTP \(status)")): "
          + "past its life, signed out, or under another name."),
      remedy: Bilingual(
        zh: "浏览器重新登录蓝盾，更新 loginCookie 引用的值；Cookie 不叫 bk_token 时设置 cookieName（例如 bk_ticket），或给出整个 Cookie 头。",
        en: "Sign in with the browser and renew what loginCookie refers to; where the cookie is not bk_token, set cookieName "
          + "(bk_ticket, say) or give the whole Cookie header."),
      platform: BlueKingCI.id, fault: "cookieRefused", mayHaveExecuted: false)
    error.status = cause.status
    error.serverTime = cause.serverTime
    return error
  }
}
