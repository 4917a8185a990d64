import FoundationEssentials
import HufuClient
import HufuProfiles
import HufuSigning

/// What was found out by using a credential: that it works, whose it is, and for how long.
struct LoginProof {
  let profile: Profile
  /// The account's name, or what the credential says of it; nil when nobody knows.
  let account: String?
  /// When it ends by the server's clock; nil when it does not, or nobody says.
  let expires: Timestamp?
  let canRenew: Bool
  /// Whether tokens come without anybody signing in.
  let needsNobody: Bool

  /// Calls what proves the credential, or fetches a token where only that can.
  ///
  /// - Parameter expires: when a pasted credential ends.
  static func of(_ profile: Profile, _ connection: Connection, expires: Timestamp?) async throws -> LoginProof {
    var account: String?
    if let whoAmI = profile.platform.whoAmI {
      account = whoAmI.name(in: try await connection.call(whoAmI.operation).payload)
    } else {
      _ = try await connection.token()
    }
    let token = await connection.authorizer.tokens?.current
    let named = profile.platform.fields.filter { !$0.isSecret }.compactMap { connection.options.credentials[$0.name]?.reveal() }
    return LoginProof(
      profile: profile, account: account ?? token?.subject ?? (named.isEmpty ? nil : named.joined(separator: " ")),
      expires: token?.expires ?? expires, canRenew: token?.refresh != nil || connection.authorizer.makesTokensOffline,
      needsNobody: connection.authorizer.tokens != nil && !connection.needsSignIn)
  }

  func sentence(at now: Timestamp) -> Bilingual {
    let who = account.map { Bilingual(zh: "，身份 \($0)", en: " as \($0)") } ?? Bilingual(zh: "", en: "")
    let until = expires.map { end in
      Bilingual(
        zh: "；有效至 \(Self.text(end))（还有 \((end - now).words.zh)）", en: "; good until \(Self.text(end)) (\((end - now).words.en) left)")
    }
    let renewal =
      needsNobody
      ? Bilingual(zh: "令牌由 Hufu 自动获取，不需要有人登录。", en: " Tokens are fetched as they are needed; nobody has to sign in.")
      : Bilingual(zh: "", en: "")
    return Bilingual(
      zh: "已登录 \(profile.platform.id) \(profile.endpoint)\(who.zh)\(until?.zh ?? "")。\(renewal.zh)",
      en: "signed in to \(profile.platform.id) \(profile.endpoint)\(who.en)\(until?.en ?? "").\(renewal.en)")
  }

  func json(at now: Timestamp) -> JSONValue {
    [
      "profile": .string(profile.name), "platform": .string(profile.platform.id), "url": .string("\(profile.endpoint)"),
      "account": account.map(JSONValue.string) ?? .null, "expires": expires.map { .string(Self.text($0)) } ?? .null,
      "lifeLeftSeconds": expires.map { .int(($0 - now).wholeMilliseconds / 1000) } ?? .null, "canRenew": .bool(canRenew),
    ]
  }

  private static func text(_ time: Timestamp) -> String {
    Date(timeIntervalSince1970: Double(time.milliseconds) / 1000).formatted(.iso8601)
  }
}
