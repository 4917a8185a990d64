public import HufuClient
public import HufuSigning

/// Fetches and renews access tokens (platforms/tianyi.md §3): a refresh token first, which rotates; else the profile's grant.
struct GrantTokens: TokenSource {
  let appId: String
  let grant: Tianyi.Grant
  let enterpriseUser: String?

  var needsSignIn: Bool { grant != .vcp189 }

  /// No answer says who signed in; only `enterpriseUser` names somebody.
  var knowsUser: Bool { grant == .vcp189 || enterpriseUser != nil }

  var account: String { [appId, grant.rawValue, enterpriseUser ?? ""].joined(separator: " ") }

  func issued(in reply: Reply, of operation: String, at now: Timestamp) throws -> AccessToken? {
    guard operation == "token.exchange" || operation == "token.refresh" else { return nil }
    return try Tianyi.accessToken(from: reply.payload, subject: enterpriseUser, at: now)
  }

  func renew(_ last: AccessToken, by refresh: Secret, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    let reply = try await exchange.call("token.refresh", ["refreshToken": .string(refresh.reveal())])
    return try Tianyi.accessToken(from: reply.payload, subject: last.subject, at: now)
  }

  /// The code for a spent refresh token is not public, so a refusal nobody has described counts as one. A wrong signature, a wrong clock or
  /// an address that is not listed says nothing of the token.
  func spendsRefresh(_ refusal: APIError) -> Bool {
    ["refreshRefused", "tokenRefused", Tianyi.unlisted.name].contains(refusal.fault)
  }

  func fetch(previous: AccessToken?, at now: Timestamp, by exchange: Exchange) async throws -> AccessToken {
    switch grant {
    case .vcp189:
      var arguments: Arguments = ["grant": .string(grant.rawValue)]
      if let enterpriseUser { arguments.append("enterpriseUser", .text(enterpriseUser)) }
      let reply = try await exchange.call("token.exchange", arguments)
      return try Tianyi.accessToken(from: reply.payload, subject: enterpriseUser, at: now)
    case .authCode: throw Self.signIn
    case .code189: throw Self.exchangeTokenCode
    }
  }

  private static let signIn = APIError(
    .unauthenticated,
    Bilingual(zh: "没有可用的访问令牌：授权码方式要有人登录一次。", en: "There is no access token: with this grant a person has to sign in once."),
    remedy: Bilingual(
      zh: "运行 hufu login PROFILE，在打开的授权页上登录；回调到不了本机时加 --callback -。已有 accessToken 就用 --token 传入。",
      en:
        "Run hufu login PROFILE and sign in on the page it opens; where the callback does not reach this machine, add --callback -. "
        + "A token you have goes into --token."),
    platform: Tianyi.id, fault: "signInNeeded", mayHaveExecuted: false)

  private static let exchangeTokenCode = APIError(
    .unauthenticated,
    Bilingual(zh: "没有可用的访问令牌：天翼账号方式要先取得 tokenCode。", en: "There is no access token: this grant needs a tokenCode of 天翼账号."),
    remedy: Bilingual(
      zh: "用天翼账号登录取得 tokenCode，再运行 hufu login PROFILE --code -。已有 accessToken 就用 --token 传入。",
      en: "Sign in with 天翼账号 for a tokenCode, then run hufu login PROFILE --code -. A token you have goes into --token."),
    platform: Tianyi.id, fault: "signInNeeded", mayHaveExecuted: false)
}

extension Tianyi {
  /// Reads the payload of `token.exchange` or `token.refresh`; use it to adopt a token after a sign-in by hand.
  ///
  /// - Parameters:
  ///   - payload: `{accessToken, refreshToken, expiresIn, refreshExpiresIn}`, lives in seconds.
  ///   - subject: the `enterpriseUser` the token speaks for, where there is one.
  ///   - now: when it was received, by the platform's clock.
  /// - Throws: ``HufuClient/APIError`` with the kind `malformed` for anything else.
  public static func accessToken(from payload: [UInt8], subject: String? = nil, at now: Timestamp) throws -> AccessToken {
    guard let answer = try? JSONSlice(payload), let value = answer["accessToken"]?.text, !value.isEmpty else {
      throw APIError(
        .malformed, Bilingual(zh: "取令牌的回答里没有 accessToken。", en: "The token answer holds no accessToken."), platform: id)
    }
    func end(_ name: String) -> Timestamp? {
      answer[name]?.scalarText.flatMap { Int64($0) }.map { now + .seconds($0) }
    }
    return AccessToken(
      Secret(value), refresh: answer["refreshToken"]?.text.map { Secret($0) }, subject: subject, issued: now, expires: end("expiresIn"),
      refreshExpires: end("refreshExpiresIn"))
  }
}
