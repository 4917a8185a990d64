import HufuClient
import HufuProfiles
import HufuSigning

/// A profile about to be written, with the secrets that get files of their own.
struct ProfileDraft {
  var profile: NewProfile
  /// By field; each goes into a file, and the profile refers to it.
  var kept: [String: Secret] = [:]

  var platform: any Platform.Type { profile.platform }

  func holds(_ field: String) -> Bool { profile.credentials[field] != nil || kept[field] != nil }

  /// Secrets get files, the rest stands in the profile; what the command line gave stays.
  mutating func take(_ pasted: PastedCredential) {
    for field in platform.fields where !holds(field.name) {
      guard let value = pasted.fields[field.name] else { continue }
      if field.isSecret { kept[field.name] = value } else { profile.credentials[field.name] = .literal(value) }
    }
  }

  /// The setting that says where a browser returns to, if there is such a sign-in and the setting is missing.
  func missingCallback() throws -> SettingField? {
    let settings = profile.settings.mapValues(JSONValue.string)
    guard let browser = try platform.signIn(under: settings)?.browser, browser.callback == nil else { return nil }
    return platform.settingFields.first { $0.name == browser.callbackSetting }
  }

  /// - Throws: ``UsageError`` listing all that is missing, with the vendor's menu paths.
  func checkComplete() throws {
    var missing = platform.fields.filter { $0.isRequired && !holds($0.name) }.map { ($0.name, $0.help) }
    if let field = try missingCallback() { missing.append((field.name, field.help)) }
    guard !missing.isEmpty else { return }
    let names = missing.map(\.0).joined(separator: ", ")
    throw UsageError(
      zh: "\(platform.id) 还缺少：\(names)。", en: "\(platform.id) still needs: \(names).",
      remedy: Bilingual(
        zh: "用 --set 字段=引用 给出（env:变量、file:文件、cmd:命令、keyring:服务/账号）。"
          + missing.map { "\($0)：\($1.zh)" }.joined(separator: " "),
        en: "Give each as --set FIELD=REF (env:NAME, file:PATH, cmd:COMMAND, keyring:SERVICE/ACCOUNT). "
          + missing.map { "\($0): \($1.en)" }.joined(separator: " ")))
  }

  /// Writes the secrets' files, then the profile; a profile that cannot be written leaves no file behind.
  ///
  /// - Parameter path: of the configuration.
  func save(to path: String, allowingClearSecrets: Bool, in shell: Shell) async throws {
    let folder = SecretFolder(beside: path)
    var profile = profile
    var made: [String] = []
    do {
      for (field, secret) in kept.sorted(by: { $0.key < $1.key }) {
        profile.credentials[field] = try folder.keep(secret, of: field, in: profile.name)
        made.append(field)
      }
      try await ProfileWriter(path: path, timing: shell.timing, entropy: shell.entropy).add(
        profile, allowingClearSecrets: allowingClearSecrets)
    } catch {
      for field in made { folder.drop(field, of: profile.name) }
      throw error
    }
  }

  /// Undoes ``save(to:allowingClearSecrets:in:)``: the profile and the files made for it go, everything else stays.
  func takeBack(from path: String, in shell: Shell) async throws {
    try await ProfileWriter(path: path, timing: shell.timing, entropy: shell.entropy).remove(profile.name)
    for field in kept.keys { SecretFolder(beside: path).drop(field, of: profile.name) }
  }
}
