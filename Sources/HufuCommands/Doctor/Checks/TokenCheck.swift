import HufuClient
import HufuProfiles
import HufuSigning

/// How long the token lives, and whether it is renewed without anybody.
struct TokenCheck {
  let attempt: SignInAttempt
  let profile: Profile
  /// Whether it came by `--token`.
  let isGiven: Bool
  let now: Timestamp

  /// So long before nothing renews it any more a person should hear of it.
  private static let notice = Duration.seconds(6 * 3600)

  var finding: Finding {
    guard !isGiven else { return .pass(zh: "用的是 --token 给出的令牌，剩余寿命未知。", en: "The token is that of --token; its life left is unknown.") }
    guard attempt.connection.authorizer.tokens != nil else {
      // A token of the profile's own is opaque to its holder.
      if profile.platform.signsWithToken {
        return .pass(zh: "令牌写在 profile 里，剩余寿命未知。", en: "The token, if there is one, is the profile's own; its life left is unknown.")
      }
      return .skip(zh: "直接用凭据签名，没有另取的令牌。", en: "It signs with the credential; no token is fetched.")
    }
    guard let token = attempt.token else { return .skip(zh: "没有保存的令牌。", en: "No token is stored.") }
    let age = token.issued.map { Self.words(now - $0) } ?? Bilingual(zh: "未知", en: "unknown")
    let left = token.expires.map { Self.words($0 - now) } ?? Bilingual(zh: "未知", en: "unknown")
    let zh = "已取得 \(age.zh)，剩余 \(left.zh)", en = "Age \(age.en), life left \(left.en)"
    if attempt.connection.authorizer.makesTokensOffline {
      return .pass(zh: zh + "；由本机签发，会自动续签。", en: en + "; minted here, renewed by itself.")
    }
    if token.refresh == nil, !attempt.connection.needsSignIn { return .pass(zh: zh + "。", en: en + ".") }
    guard let end = token.refresh == nil ? token.expires : token.refreshExpires else {
      return .pass(zh: zh + "；会自动续期。", en: en + "; renewed by itself.")
    }
    let renewable = Self.words(end - now)
    if end - now < Self.notice {
      return .warn(
        zh: zh + "；\(renewable.zh) 后要有人重新登录。", en: en + "; somebody has to sign in anew in \(renewable.en).",
        remedy: Bilingual(zh: "在那之前运行 hufu login \(profile.name)。", en: "Run hufu login \(profile.name) before that."))
    }
    return token.refresh == nil
      ? .pass(zh: zh + "；之后要有人重新登录。", en: en + "; then somebody has to sign in anew.")
      : .pass(zh: zh + "；\(renewable.zh) 内会自动续期。", en: en + "; renewed by itself for \(renewable.en).")
  }

  /// The two largest units: `3 h 20 min`.
  private static func words(_ duration: Duration) -> Bilingual {
    let seconds = max(0, duration.wholeMilliseconds / 1000)
    let units: [(Int64, String, String)] = [(86_400, "天", "d"), (3600, "小时", "h"), (60, "分", "min"), (1, "秒", "s")]
    let first = units.firstIndex { seconds >= $0.0 } ?? 3
    let shown = units[first..<min(first + 2, 4)].map { unit -> (Int64, String, String) in
      let above = first < units.count && unit.0 != units[first].0 ? seconds % units[first].0 : seconds
      return (above / unit.0, unit.1, unit.2)
    }.filter { $0.0 > 0 || seconds == 0 }
    return Bilingual(
      zh: shown.map { "\($0.0) \($0.1)" }.joined(separator: " "), en: shown.map { "\($0.0) \($0.2)" }.joined(separator: " "))
  }
}
