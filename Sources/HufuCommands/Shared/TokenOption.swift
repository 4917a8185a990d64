import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// `--token REF`: an access token used in place of the profile's own.
struct TokenOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "使用这个访问令牌（env:、file:、cmd: 引用或 -）", en: "use this access token (an env:, file: or cmd: reference, or -)", valueName: "REF"))
  var token: String?

  /// - Throws: ``UsageError`` where the profile's platform signs without a token.
  func read(for profile: Profile, in shell: Shell) async throws -> AccessToken? {
    let given = try await GivenToken(token, of: profile.name, in: shell)
    try given.check(profile)
    return given.token
  }
}
