import HufuClient
import HufuProfiles
import HufuSigning

/// A file to hand to whoever helps: versions, the profile, the findings; every secret replaced by its pseudonym.
struct SupportBundle {
  let profiles: [Profile]
  let examination: Examination
  let shell: Shell

  /// - Throws: ``LocalError`` when the file cannot be written.
  func write(to path: String) throws {
    let file = try FileTarget(path, isPrivate: true)
    do {
      try file.write(Array(text.utf8))
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
    shell.say(
      shell.text("支持文件写在 \(path)，不含密钥；发送前请过目。", "the support file is \(path); it holds no secret, but read it before you send it."))
  }

  private var text: String {
    var pseudonyms = Pseudonyms(shell.entropy)
    let json: JSONValue = [
      "hufu": .string(Version.text), "system": .string(Self.system), "language": .string(shell.language.rawValue),
      "profiles": .array(profiles.map { described($0, &pseudonyms) }),
      "diagnoses": .array(examination.diagnoses.map { $0.json(in: shell.language) }),
    ]
    let text = String(decoding: JSONWriter.pretty(json), as: UTF8.self) + "\n"
    return shell.redactor.clean(pseudonyms.replacing(in: text))
  }

  private func described(_ profile: Profile, _ pseudonyms: inout Pseudonyms) -> JSONValue {
    let isSecret = Set(profile.platform.fields.filter(\.isSecret).map { "credentials." + $0.name })
    let entries: [JSONValue] = profile.entries.map { entry in
      // Constant headers may be worth as much as a credential.
      let isHeader = entry.name.hasPrefix("headers.")
      var members: [JSONValue.Member] = [
        .init("field", .string(entry.name)), .init("value", .string(isHeader ? pseudonyms.name(Secret(entry.text)) : entry.text)),
        .init("origin", .string(entry.origin.description)),
      ]
      if isSecret.contains(entry.name), let secret = examination.secrets(of: profile)[String(entry.name.dropFirst("credentials.".count))] {
        members.append(.init("secret", .string(pseudonyms.name(secret))))
      }
      return .object(members)
    }
    return ["profile": .string(profile.name), "platform": .string(profile.platform.id), "entries": .array(entries)]
  }

  private static var system: String {
    #if os(macOS)
      let name = "macOS"
    #else
      let name = "Linux"
    #endif
    #if arch(arm64)
      return name + " arm64"
    #else
      return name + " x86_64"
    #endif
  }
}
