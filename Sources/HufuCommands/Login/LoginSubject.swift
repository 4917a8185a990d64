import HufuClient
import HufuProfiles
import HufuSigning

/// What a sign-in proves, and what becomes of it.
struct LoginSubject {
  var profile: Profile
  /// When a pasted credential ends.
  var expires: Timestamp?
  /// Puts what was proven in its place; nil where it is there already.
  var keep: (() throws -> Void)?
  /// What a profile made for this sign-in leaves behind when it is refused; nil where nothing was made.
  var takeBack: (() async throws -> Void)?

  /// What a person reads, below the error, when the proof failed.
  ///
  /// - Parameter refused: whether the platform said no to the profile itself.
  func aftermath(refused: Bool, force: Bool) async throws -> Bilingual? {
    let name = profile.name
    let remains = Bilingual(
      zh: "profile \(name) 已写入：之后用 hufu login \(name) 再试，hufu profile remove \(name) 删除。",
      en: "Profile \(name) is written: try again with hufu login \(name), or drop it with hufu profile remove \(name).")
    if let keep {
      guard force else {
        return Bilingual(
          zh: "原来的凭据没有改动；仍要替换就加 --force。", en: "The credential before it is as it was; --force replaces it all the same.")
      }
      try keep()
      return Bilingual(zh: "按 --force 已替换原来的凭据。", en: "The credential before it is replaced, as --force says.")
    }
    guard let takeBack else { return nil }
    guard refused, !force else { return remains }
    try await takeBack()
    return Bilingual(
      zh: "平台拒绝了它，profile \(name) 没有留下：改正后重新运行同一条命令；仍要留下就加 --force。",
      en: "The platform refuses it, so no profile \(name) is left: mend the line and run it again; --force keeps it all the same.")
  }
}
