import HufuClient
import HufuProfiles
import HufuSigning

extension PastedCredential {
  /// Whether this is what the profile is for: what the page says that is no secret (the user's name) must be what the profile says.
  ///
  /// - Throws: ``ConfigurationError``: requests would go out under another name than the token's.
  func check(
    for profile: String, of platform: any Platform.Type, holding credentials: [String: SecretReference], by resolver: SecretResolver
  ) async throws {
    for field in platform.fields where !field.isSecret {
      guard let pasted = fields[field.name]?.reveal(), let reference = credentials[field.name] else { continue }
      let held = try await resolver.resolve(reference).reveal()
      guard held != pasted else { continue }
      throw ConfigurationError(
        zh: "粘贴的凭据属于 \(pasted)，而 profile \(profile) 的 \(field.name) 是 \(held)。",
        en: "The pasted credential is \(pasted)'s, and \(field.name) of profile \(profile) is \(held).",
        remedy: Bilingual(
          zh: "以 \(held) 登录后重新复制；要以 \(pasted) 的身份调用，就改 \(field.name)，或用另一个名字新建 profile。",
          en: "Sign in as \(held) and copy it anew; to call as \(pasted), change \(field.name), or make a profile of another name."))
    }
  }

  /// - Throws: ``ConfigurationError`` when its end is past.
  func checkLife(at now: Timestamp) throws {
    guard let expires, expires <= now else { return }
    let past = (now - expires).words
    throw ConfigurationError(
      zh: "粘贴的凭据在 \(past.zh) 前已经到期。", en: "The pasted credential ended \(past.en) ago.",
      remedy: Bilingual(
        zh: "在浏览器里刷新那一页，重新复制；刚刚复制的就核对本机时钟。--force 照样一试。",
        en: "Reload the page in the browser and copy it anew; if it is fresh, check this machine's clock. --force tries it all the same."))
  }
}
