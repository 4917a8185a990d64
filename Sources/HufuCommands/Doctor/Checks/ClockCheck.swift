import HufuClient
import HufuProfiles
import HufuSigning

/// How far our clock is from the server's, and whether that is why it refuses us.
struct ClockCheck {
  let attempt: SignInAttempt
  let profile: Profile
  let circumstances: Circumstances

  /// Less is no matter to any of the platforms.
  private static let tolerance = Duration.seconds(60)

  func finding() async -> Finding {
    guard let offset = attempt.offset else {
      return .skip(zh: "没有得到服务器的时间（Date）。", en: "The server's time (Date) is not known.")
    }
    let seconds = offset.wholeMilliseconds / 1000
    guard offset > Self.tolerance || offset < .zero - Self.tolerance else {
      return .pass(zh: "与服务器相差 \(seconds.magnitude) 秒。", en: "\(seconds.magnitude) s from the server's.")
    }
    let zh = "本机时钟比 \(profile.endpoint.host) \(seconds > 0 ? "慢" : "快") \(seconds.magnitude) 秒"
    let en = "This machine's clock is \(seconds.magnitude) s \(seconds > 0 ? "behind" : "ahead of") \(profile.endpoint.host)"
    let remedy = Bilingual(
      zh: "校准本机时钟，例如 timedatectl set-ntp true；容器跟随宿主机。", en: "Set it: timedatectl set-ntp true, say; containers follow their host.")
    if await isTheCause(offset) {
      return .fail(.unauthenticated, zh: zh + "，签名因此被拒绝。", en: en + ", and signatures are refused for it.", remedy: remedy)
    }
    guard attempt.succeeded, attempt.connection.authorizer.skew.offset != .zero else {
      return .warn(zh: zh + "。", en: en + ".", remedy: remedy)
    }
    return .warn(zh: zh + "；已按服务器时间重新签名。", en: en + "; signed again by the server's time.", remedy: remedy)
  }

  /// Whether the same call by the server's time goes well.
  private func isTheCause(_ offset: Duration) async -> Bool {
    guard attempt.refusal?.kind == .unauthenticated else { return false }
    let second = try? await SignInAttempt(profile, circumstances, correctsSkew: false, shift: offset)
    return second?.succeeded ?? false
  }
}
