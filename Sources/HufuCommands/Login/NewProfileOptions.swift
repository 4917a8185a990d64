import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuProfiles
import HufuSigning

/// What a profile made while signing in is to hold.
struct NewProfileOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "新建时：平台 id；--url 是认得出的页面地址时可省略", en: "for a new profile: the platform's id; not needed with a page's address",
      valueName: "ID"))
  var platform: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "新建时：服务器地址，或浏览器里复制的页面地址", en: "for a new profile: the server's address, or a page's as copied from the browser"))
  var url: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "新建时：凭据（引用）或设置，可多次：token=env:NAME", en: "for a new profile: a credential (a reference) or a setting, repeatable: token=env:NAME",
      valueName: "FIELD=REF"))
  var set: [String] = []
  @Flag(name: .long, help: ArgumentHelp(zh: "允许把密钥明文写进文件", en: "allow secrets in clear in the file")) var clearSecrets = false

  var isEmpty: Bool { platform == nil && url == nil && set.isEmpty }

  /// The platform that was named, or the one whose page the address is.
  func namedPlatform() throws -> (any Platform.Type)? {
    if let platform { return try Platforms.named(platform) }
    guard let url, let address = try? BrowserAddress(url) else { return nil }
    let found = Platforms.all.filter { platform in
      guard let location = try? platform.locate(address) else { return false }
      return !location.defaults.isEmpty || !location.settings.isEmpty
    }
    return found.count == 1 ? found[0] : nil
  }

  /// - Throws: ``UsageError``; ``ConfigurationError`` for an address that is none.
  func draft(_ name: String, of platform: any Platform.Type, in shell: Shell) throws -> ProfileDraft {
    // The name becomes part of file names, so it is judged before anything is asked.
    try ProfileWriter.check(name: name)
    guard let text = url ?? asked(in: shell) else {
      throw UsageError(
        zh: "新建 profile 还需要 --url。", en: "A new profile needs --url too.",
        remedy: Bilingual(
          zh: "例如 --url https://example.com，也可以是浏览器里复制的页面地址。",
          en: "Such as --url https://example.com, or a page's address from the browser."))
    }
    return ProfileDraft(profile: try NewProfile(name, platform: platform, pasted: text, items: set, in: shell))
  }

  private func asked(in shell: Shell) -> String? {
    guard let ask = shell.ask else { return nil }
    let answer = ask(shell.text("url（服务器地址，也可以粘贴浏览器里的页面地址）：", "url (the server, or a page's address from the browser): "))
    return answer.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }
}
