import HufuClient
import HufuProfiles
import HufuSigning

/// What a sign-in proves, and what becomes of it.
struct LoginSubject {
  let profile: Profile
  /// When a pasted credential ends.
  private(set) var expires: Timestamp?
  /// Puts a pasted credential in the place of the one before; nil where it is in its place already.
  var replace: (() throws -> Void)?
  /// What a profile made for this sign-in leaves behind when it is refused; nil where nothing was made.
  var takeBack: (() async throws -> Void)?
  /// The tokens of this sign-in, and the store they go to.
  var tokens: (held: UnprovenTokens, store: any TokenStore)?

  init(profile: Profile, replace: (() throws -> Void)? = nil, takeBack: (() async throws -> Void)? = nil) {
    self.profile = profile
    self.replace = replace
    self.takeBack = takeBack
  }

  /// Takes down when a pasted credential ends, for the commands to come.
  mutating func take(_ pasted: PastedCredential, into tokens: UnprovenTokens, at now: Timestamp) {
    expires = pasted.expires
    let platform = profile.platform
    guard let expires, platform.signsWithToken else { return }
    for field in platform.fields where field.isSecret {
      guard let secret = pasted.fields[field.name] else { continue }
      tokens.put(AccessToken(secret, issued: now, expires: expires), for: PastedToken.key(of: profile))
    }
  }

  /// Puts what was proven in its place.
  func keep() async throws {
    try replace?()
    if let tokens { try await tokens.held.settle(in: tokens.store) }
  }

  /// What a person reads, below the error, when the proof failed.
  ///
  /// - Parameter refused: whether the platform said no to the profile itself.
  func aftermath(refused: Bool, force: Bool) async throws -> Bilingual? {
    let name = profile.name
    if let takeBack {
      guard !refused || force else {
        try await takeBack()
        return Bilingual(
          zh: "平台拒绝了它，profile \(name) 没有留下：改正后重新运行同一条命令；仍要留下就加 --force。",
          en: "The platform refuses it, so no profile \(name) is left: mend the line and run it again; --force keeps it all the same.")
      }
      // Of a profile that is new there is nothing to be overwritten.
      try await keep()
      return Bilingual(
        zh: "profile \(name) 已写入：之后用 hufu login \(name) 再试，hufu profile remove \(name) 删除。",
        en: "Profile \(name) is written: try again with hufu login \(name), or drop it with hufu profile remove \(name).")
    }
    guard replace != nil || tokens?.held.isEmpty == false else { return nil }
    guard force else {
      return Bilingual(zh: "原来的凭据没有改动；仍要替换就加 --force。", en: "The credential before it is as it was; --force replaces it all the same.")
    }
    try await keep()
    return Bilingual(zh: "按 --force 已替换原来的凭据。", en: "The credential before it is replaced, as --force says.")
  }
}
