import ArgumentParser
import HufuClient
import HufuProfiles
import HufuSigning

/// What a profile made while signing in is to hold.
struct NewProfileOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp(zh: "新建时：平台 id", en: "for a new profile: the platform's id", valueName: "ID"))
  var platform: String?
  @Option(name: .long, help: ArgumentHelp(zh: "新建时：服务器地址", en: "for a new profile: the server's address")) var url: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "新建时：凭据（引用）或设置，可多次：token=env:NAME", en: "for a new profile: a credential (a reference) or a setting, repeatable: token=env:NAME",
      valueName: "FIELD=REF"))
  var set: [String] = []
  @Flag(name: .long, help: ArgumentHelp(zh: "允许把密钥明文写进文件", en: "allow secrets in clear in the file")) var clearSecrets = false

  var isEmpty: Bool { platform == nil && url == nil && set.isEmpty }

  /// - Throws: ``UsageError``; ``ConfigurationError`` for an address that is none.
  func draft(_ name: String, of platform: any Platform.Type) throws -> ProfileDraft {
    guard let url else {
      throw UsageError(
        zh: "新建 profile 还需要 --url。", en: "A new profile needs --url too.",
        remedy: Bilingual(zh: "例如 --url https://example.com。", en: "Such as --url https://example.com."))
    }
    // The name becomes part of file names, so it is judged before anything is asked.
    try ProfileWriter.check(name: name)
    _ = try Endpoint.parse(url, dropping: platform.droppedURLSuffixes)
    var profile = NewProfile(name, platform: platform, url: url)
    for item in set { try profile.take(item) }
    return ProfileDraft(profile: profile)
  }
}
