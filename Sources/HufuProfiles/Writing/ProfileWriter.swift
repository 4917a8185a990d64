public import HufuClient
import HufuSigning
import Yams

/// Adds profiles to the file and removes them, line by line: comments and everything else stay as they are.
///
/// The file is replaced in one step, is made with mode 0600, and is read again before it is put in place. One process at a time edits it,
/// under a lock on `config.yaml.lock` beside it.
public struct ProfileWriter: Sendable {
  public let path: String
  private let timing: Timing
  private let entropy: Entropy

  public init(path: String, timing: Timing = .system, entropy: Entropy = .system) {
    self.path = path
    self.timing = timing
    self.entropy = entropy
  }

  /// Appends a profile.
  ///
  /// - Parameter allowingClearSecrets: whether a secret may be written out instead of a reference to it.
  /// - Throws: ``HufuClient/ConfigurationError`` for a name that is taken or cannot be one, a secret in clear, an unknown field, or a file
  ///   whose form leaves no place for it.
  public func add(_ profile: NewProfile, allowingClearSecrets: Bool = false) async throws {
    try check(profile, allowingClearSecrets: allowingClearSecrets)
    try await locked {
      var text = try ProfileText(read(), path: path)
      guard !text.names.contains(where: { $0.upperSnake == profile.name.upperSnake }) else {
        throw ConfigurationError(
          Bilingual(zh: "已有 profile \(profile.name)。", en: "There is a profile \(profile.name) already."),
          remedy: Bilingual(
            zh: "换个名字，或先 hufu profile remove \(profile.name)。", en: "Take another name, or hufu profile remove \(profile.name) first."),
          file: path)
      }
      try text.append { profile.lines(indentation: $0) }
      try replace(by: text, expecting: text.names + [profile.name], reading: profile)
    }
  }

  /// Removes a profile with the comments inside it; those above it stay.
  ///
  /// - Throws: ``HufuClient/ConfigurationError`` when the file has no such profile.
  public func remove(_ name: String) async throws {
    // Looked for first, so that a name there is not makes neither folder nor lock.
    _ = try text(holding: name)
    try await locked {
      var text = try text(holding: name)
      try text.remove(name)
      try replace(by: text, expecting: text.names.filter { $0 != name }, reading: nil)
    }
  }

  private func text(holding name: String) throws -> ProfileText {
    let text = try ProfileText(read(), path: path)
    guard text.names.contains(name) else {
      throw ConfigurationError(
        Bilingual(zh: "文件里没有 profile \(name)。", en: "The file has no profile \(name)."), remedy: text.names.suggestion(for: name),
        file: path)
    }
    return text
  }

  /// Edits while nobody else does: of two that begin with the same text, the later would undo what the earlier wrote.
  private func locked(_ edit: () throws -> Void) async throws {
    // A link is edited where it leads to, so that is where it is locked.
    let target = AtomicFile.realPath(path)
    try AtomicFile.makeFolder(of: target)
    let lock = target + ".lock"
    var patience = Patience(since: timing.now())
    while true {
      switch await LockOutcome.attempt(lock) {
      case .held(let held):
        defer { held.release() }
        return try edit()
      case .free: return try edit()
      case .unusable(let why):
        throw ConfigurationError(
          Bilingual(zh: "配置文件的锁不可用：\(why.zh)。", en: "The configuration's lock cannot be used: \(why.en)."),
          remedy: Bilingual(zh: "移走 \(lock) 后重试。", en: "Move \(lock) away and try again."), file: lock)
      case .taken(let holder):
        guard !patience.isOver(at: timing.now()) else { throw Self.waitedTooLong(holder, lock) }
        try await timing.sleep(patience.pause(entropy.unit()))
      }
    }
  }

  private static func waitedTooLong(_ holder: Int32?, _ lock: String) -> ConfigurationError {
    let who = holder.map { "pid \($0)" } ?? "?"
    return ConfigurationError(
      Bilingual(
        zh: "另一个进程（\(who)）修改配置超过 45 秒还没有结束。", en: "Another process (\(who)) has been changing the configuration for over 45 s."),
      remedy: Bilingual(zh: "检查该进程，结束它后重试。", en: "Look at that process, end it, and try again."), file: lock)
  }

  /// - Throws: ``HufuClient/ConfigurationError`` for a text that cannot be a profile's name.
  package static func check(name: String) throws {
    guard name.first?.isLetter == true, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }) else {
      throw ConfigurationError(
        zh: "profile 名字 \(name) 不行。", en: "\(name) cannot be a profile's name.",
        remedy: Bilingual(zh: "字母开头，由字母、数字、-、_、. 组成。", en: "It begins with a letter and holds letters, digits, -, _ and . only."))
    }
  }

  private func check(_ profile: NewProfile, allowingClearSecrets: Bool) throws {
    try Self.check(name: profile.name)
    for name in profile.credentials.keys.sorted() where !profile.platform.fields.contains(where: { $0.name == name }) {
      throw ConfigurationError(
        Bilingual(zh: "\(profile.platform.id) 没有凭据 \(name)。", en: "\(profile.platform.id) has no credential \(name)."),
        remedy: profile.platform.fields.map(\.name).suggestion(for: name))
    }
    for field in profile.platform.fields where field.isSecret && !allowingClearSecrets && profile.credentials[field.name]?.isLiteral == true
    {
      throw ConfigurationError(
        zh: "\(field.name) 是密钥，不以明文写入文件。", en: "\(field.name) is a secret and is not written out in clear.",
        remedy: Bilingual(
          zh: "用 env:、file:、cmd: 或 keyring: 引用，或明确要求明文。", en: "Use an env:, file:, cmd: or keyring: reference, or ask for clear text."))
    }
  }

  private func read() throws -> String {
    do {
      return String(decoding: try LocalFile(path).bytes, as: UTF8.self)
    } catch {
      switch error {
      case .missing: return ""
      case .unreadable(let why):
        throw ConfigurationError(Bilingual(zh: "配置文件读不了：\(why)。", en: "The configuration cannot be read: \(why)."), file: path)
      case .tooLarge: throw ConfigurationError(Bilingual(zh: "配置文件超过 1 MB。", en: "The configuration is larger than 1 MB."), file: path)
      }
    }
  }

  /// Reads the new text as anybody would, and puts it in place only if it says what was meant.
  private func replace(by text: ProfileText, expecting names: [String], reading added: NewProfile?) throws {
    let document = try ProfileDocument(text.text, path: path)
    guard document.entries.map(\.name).sorted() == names.sorted() else {
      throw ConfigurationError(
        Bilingual(zh: "配置文件的写法无法自动修改。", en: "The configuration is written in a way that cannot be edited automatically."),
        remedy: Bilingual(zh: "请手工修改。", en: "Edit it by hand."), file: path)
    }
    if let added, let entry = document.entries.first(where: { $0.name == added.name }) {
      _ = try ProfileReader(name: added.name, platform: added.platform, fields: try entry.fields.get(), origin: entry.origin).profile()
    }
    let isSecret = added?.credentials.values.contains(where: \.isLiteral) ?? false
    try AtomicFile.replace(path, by: Array(text.text.utf8), ownersOnly: isSecret)
  }
}
