import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// The access token of `--token`, which only some platforms can use.
struct GivenToken {
  let token: AccessToken?

  /// - Parameter profile: the name it is for; without one it would go nowhere.
  init(_ text: String?, of profile: String?, in shell: Shell) async throws {
    guard let text else {
      token = nil
      return
    }
    guard profile != nil else { throw UsageError(zh: "--token 需要 PROFILE。", en: "--token needs PROFILE.") }
    token = AccessToken(try await SecretText.read(text, flag: "--token", in: shell))
  }

  /// - Throws: ``UsageError`` where the platform signs without a token.
  func check(_ profile: Profile) throws {
    guard token != nil, !profile.platform.signsWithToken else { return }
    throw UsageError(
      zh: "\(profile.platform.id) 直接用凭据签名，--token 在这里没有意义。",
      en: "\(profile.platform.id) signs with its credential; --token means nothing here.",
      remedy: Bilingual(
        zh: "临时换凭据用环境变量，例如 HUFU_PROFILE_\(profile.name.upperSnake)_…。",
        en: "Change the credential for one run by the environment: HUFU_PROFILE_\(profile.name.upperSnake)_…."))
  }
}

extension DurationText {
  /// For `validate` of a command: an option that is no duration is a usage error.
  static func validate(_ text: String?, of flag: String) throws {
    do {
      _ = try text.map { try read($0) }
    } catch let error as ConfigurationError {
      throw ValidationError(flag + ": " + error.message[Shell.current.language])
    }
  }
}
