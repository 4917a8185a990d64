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

  var finding: Finding {
    guard !isGiven else { return .pass(zh: "用的是 --token 给出的令牌，剩余寿命未知。", en: "The token is that of --token; its life left is unknown.") }
    let isPasted = attempt.connection.authorizer.tokens == nil
    guard !isPasted || attempt.token != nil else {
      // A token of the profile's own is opaque to its holder.
      if profile.platform.signsWithToken {
        return .pass(zh: "令牌写在 profile 里，剩余寿命未知。", en: "The token, if there is one, is the profile's own; its life left is unknown.")
      }
      return .skip(zh: "直接用凭据签名，没有另取的令牌。", en: "It signs with the credential; no token is fetched.")
    }
    guard let token = attempt.token else { return .skip(zh: "没有保存的令牌。", en: "No token is stored.") }
    let age = token.issued.map { (now - $0).words } ?? Bilingual(zh: "未知", en: "unknown")
    let left = token.expires.map { ($0 - now).words } ?? Bilingual(zh: "未知", en: "unknown")
    let zh = "已取得 \(age.zh)，剩余 \(left.zh)", en = "Age \(age.en), life left \(left.en)"
    if attempt.connection.authorizer.makesTokensOffline {
      return .pass(zh: zh + "；由本机签发，会自动续签。", en: en + "; minted here, renewed by itself.")
    }
    guard isPasted || attempt.connection.needsSignIn else { return .pass(zh: zh + "；会自动续期。", en: en + "; renewed by itself.") }
    guard let end = token.refresh == nil ? token.expires : token.refreshExpires else { return .pass(zh: zh + "。", en: en + ".") }
    let renewable = (end - now).words
    if SignInLife(left: end - now, of: isPasted ? token.issued.map { end - $0 } : nil).isEnding {
      let command = "hufu login \(profile.name)" + (isPasted ? " --paste" : "")
      return .warn(
        zh: zh + "；\(renewable.zh) 后要有人重新登录。", en: en + "; somebody has to sign in anew in \(renewable.en).",
        remedy: Bilingual(zh: "在那之前运行 \(command)。", en: "Run \(command) before that."))
    }
    return token.refresh == nil
      ? .pass(zh: zh + "；之后要有人重新登录。", en: en + "; then somebody has to sign in anew.")
      : .pass(zh: zh + "；\(renewable.zh) 内会自动续期。", en: en + "; renewed by itself for \(renewable.en).")
  }
}
