import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// Which profile a command talks through, and what the command line changes about it.
struct ProfileOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(zh: "profile 的名字，或只有一个 profile 的平台 id", en: "a profile, or a platform id if exactly one profile has it"))
  var profile: String
  @OptionGroup var flags: ConnectionFlags
  @OptionGroup var given: TokenOption
  @Option(name: .long, help: ArgumentHelp(zh: "等待多久，例如 30s", en: "how long to wait: 30s", valueName: "DURATION")) var timeout: String?

  func validate() throws { try DurationText.validate(timeout, of: "--timeout") }

  /// Reads the profile, binds it, runs `body`, and closes what was opened.
  ///
  /// - Parameters:
  ///   - given: a profile that is not read anew.
  ///   - store: of tokens, in place of the one all commands share.
  func withConnection(
    to given: Profile? = nil, keeping store: (any TokenStore)? = nil, in shell: Shell, showing body: TalkingTransport.Body = .nothing,
    _ run: (Connection) async throws -> Void
  ) async throws {
    let profile = try given ?? read(in: shell)
    let token = try await self.given.read(for: profile, in: shell)
    try await flags.withConnection(to: profile, token: token, keeping: store, in: shell, showing: body, run)
  }

  func read(in shell: Shell) throws -> Profile {
    try ProfileFile.read(in: shell).profile(profile, flags: timeout.map { ["timeout": $0] } ?? [:])
  }
}
