public import FoundationEssentials
public import HufuClient
import HufuSigning

/// The profiles there are: one file, and the environment over it.
///
/// Precedence is flag, environment, file; every value knows where it comes from. A variable is `HUFU_PROFILE_<NAME>_<FIELD>` in upper snake
/// case; headers alone cannot come from one. A fault in one profile does not stand in the way of another.
///
/// ```swift
/// let profiles = try ProfileFile(platforms: Platforms.all)
/// for name in profiles.names { print(try profiles.profile(name)) }
/// ```
public struct ProfileFile: Sendable {
  /// The file, whether it exists or not.
  public let path: String
  /// Whether there is such a file.
  public private(set) var exists = true
  let platforms: [any Platform.Type]
  private let document: ProfileDocument
  private let environment: EnvironmentProfiles
  private let isNamedByVariable: Bool

  /// Reads the file, which need not exist.
  ///
  /// - Parameters:
  ///   - path: the file; nil: `HUFU_CONFIG`, else `hufu/config.yaml` below `XDG_CONFIG_HOME` or `~/.config`.
  ///   - environment: also read for `HUFU_PROFILE_<NAME>_<FIELD>`.
  /// - Throws: ``HufuClient/ConfigurationError`` when it cannot be read, is no YAML, or holds a secret in clear and is open to others.
  public init(
    platforms: [any Platform.Type], path: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    isNamedByVariable = path == nil && environment["HUFU_CONFIG"] ?? "" != ""
    let path = path ?? Self.standardPath(environment)
    self.path = path
    self.platforms = platforms
    var text = ""
    var isOpenToOthers = false
    do {
      let file = try LocalFile(path)
      text = String(decoding: file.bytes, as: UTF8.self)
      isOpenToOthers = file.isOpenToOthers
    } catch LocalFile.Failure.missing {
      exists = false
    } catch LocalFile.Failure.unreadable(let why) {
      throw ConfigurationError(Bilingual(zh: "配置文件读不了：\(why)。", en: "The configuration cannot be read: \(why)."), file: path)
    } catch {
      throw ConfigurationError(Bilingual(zh: "配置文件超过 1 MB。", en: "The configuration is larger than 1 MB."), file: path)
    }
    document = try ProfileDocument(text, path: path)
    self.environment = EnvironmentProfiles(environment, profiles: document.entries.map(\.name))
    if isOpenToOthers { try refuseLiteralSecrets() }
  }

  /// Where the file is looked for.
  public static func standardPath(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    if let given = environment["HUFU_CONFIG"], !given.isEmpty { return HomePath.expand(given, environment) }
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? HomePath.expand("~/.config", environment)
    return folder + "/hufu/config.yaml"
  }

  /// Every profile's name: those of the file in its order, then those that live in the environment alone.
  public var names: [String] {
    let names = document.entries.map(\.name)
    return names + environment.names(besides: names)
  }

  /// One profile.
  ///
  /// - Parameters:
  ///   - argument: a profile's name, or a platform's id if exactly one profile has it.
  ///   - flags: values from the command line by field: `url`, `settings.generation`, `credentials.secretKey`.
  /// - Throws: ``HufuClient/ConfigurationError`` with file, line, column, what was expected and the nearest name.
  public func profile(_ argument: String, flags: [String: String] = [:]) throws -> Profile {
    let name = try name(for: argument)
    let entry = document.entries.first { $0.name == name }
    var fields = try entry?.fields.get() ?? [:]
    let variables = environment.variables(of: name)
    let origin = entry?.origin ?? .environment("\(EnvironmentProfiles.prefix)\(name.upperSnake)_PLATFORM")

    var later: [EnvironmentProfiles.Variable] = []
    for variable in variables {
      guard let path = EnvironmentFields.common[variable.field] else {
        later.append(variable)
        continue
      }
      fields[path] = RawField(variable.text, from: .environment(variable.name))
    }
    for (flag, text) in flags {
      guard let path = FieldPath(parsing: flag) else {
        throw UsageError(zh: "profile 没有字段 \(flag)。", en: "A profile has no field \(flag).", remedy: FieldPath.all.suggestion(for: flag))
      }
      fields[path] = RawField(text, from: .flag("--" + flag))
    }
    let platform = try platform(of: name, fields, origin)
    try overlay(later, on: &fields, platform, keeping: flags)
    return try ProfileReader(name: name, platform: platform, fields: fields, origin: origin).profile()
  }

  /// Puts in the variables whose meaning depends on the platform.
  private func overlay(
    _ variables: [EnvironmentProfiles.Variable], on fields: inout [FieldPath: RawField], _ platform: any Platform.Type,
    keeping flags: [String: String]
  ) throws {
    guard !variables.isEmpty else { return }
    var known = EnvironmentFields.common
    func members(_ group: FieldPath.Group) -> [FieldPath: RawField] { fields.filter { $0.key.group == group } }
    let settings = Dictionary(members(.settings).map { ($0.key.name, $0.value.value) }, uniquingKeysWith: { first, _ in first })
    known.add(platform, settings: settings, defaults: members(.defaults).keys.map(\.name))
    for variable in variables {
      let origin = Origin.environment(variable.name)
      guard let path = known[variable.field] else {
        let nearest = known.nearest(to: variable.field).map { variable.name.dropLast(variable.field.count) + $0 }
        throw origin.error(
          Bilingual(zh: "\(platform.id) 的 profile 没有这个字段。", en: "A profile of \(platform.id) has no such field."),
          remedy: nearest.map { Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?") })
      }
      if flags[path.description] == nil { fields[path] = RawField(variable.text, from: origin) }
    }
  }

  /// The platform a profile names.
  private func platform(of name: String, _ fields: [FieldPath: RawField], _ origin: Origin) throws -> any Platform.Type {
    let ids = platforms.map { $0.id }
    guard let field = fields[FieldPath("platform")], let id = field.text else {
      throw origin.error(
        Bilingual(zh: "profile \(name) 缺少 platform。", en: "Profile \(name) has no platform."), remedy: ids.suggestion(for: name))
    }
    guard let platform = platforms.first(where: { $0.id == id }) else {
      throw field.origin.error(
        Bilingual(zh: "profile \(name) platform：没有平台 \(id)。", en: "Profile \(name) platform: there is no platform \(id)."),
        remedy: ids.suggestion(for: id))
    }
    return platform
  }

  /// Finds the profile that is meant.
  private func name(for argument: String) throws -> String {
    if names.contains(argument) { return argument }
    if let name = names.first(where: { $0.upperSnake == argument.upperSnake }) { return name }
    let candidates = names.filter { platformID(of: $0) == argument }
    if candidates.count == 1 { return candidates[0] }
    guard candidates.isEmpty else {
      let list = candidates.joined(separator: ", ")
      throw ConfigurationError(
        zh: "有 \(candidates.count) 个 \(argument) 的 profile，请写明名字。", en: "There are \(candidates.count) profiles of \(argument); say which.",
        remedy: Bilingual(zh: "其中之一：\(list)。", en: "One of: \(list)."))
    }
    let adding = Bilingual(
      zh: "用 hufu login \(argument) 或 hufu profile add 新建一个。", en: "Make one with hufu login \(argument), or with hufu profile add.")
    guard exists else {
      // Whoever names a file means one that is there.
      let isNamed = isNamedByVariable
      throw ConfigurationError(
        Bilingual(
          zh: "没有 profile \(argument)：配置文件\(isNamed ? "（HUFU_CONFIG）" : "")不存在。",
          en: "There is no profile \(argument): the configuration\(isNamed ? " that HUFU_CONFIG names" : "") does not exist."),
        remedy: isNamed ? Bilingual(zh: "核对 HUFU_CONFIG 的路径。", en: "Check HUFU_CONFIG's path.") + adding : adding, file: path)
    }
    throw ConfigurationError(
      Bilingual(zh: "没有 profile \(argument)。", en: "There is no profile \(argument)."),
      remedy: names.isEmpty ? adding : names.suggestion(for: argument) + adding, file: path)
  }

  private func platformID(of name: String) -> String? {
    let variable = environment.variables(of: name).first { $0.field == "PLATFORM" }?.text
    return variable ?? (try? document.entries.first { $0.name == name }?.fields.get())?[FieldPath("platform")]?.text
  }

  /// A file that others can read must not hold a secret in clear.
  private func refuseLiteralSecrets() throws {
    for entry in document.entries {
      guard let fields = try? entry.fields.get() else { continue }
      let id = fields[FieldPath("platform")]?.text
      let harmless = platforms.first { $0.id == id }?.fields.filter { !$0.isSecret }.map(\.name) ?? []
      let secret = fields.first { path, field in
        guard let text = field.text, let reference = try? SecretReference(text), reference.isLiteral else { return false }
        if path == FieldPath("proxy") { return text.contains("@") }
        return path.group == .credentials && !harmless.contains(path.name)
      }
      guard let secret else { continue }
      throw secret.value.origin.error(
        Bilingual(
          zh: "profile \(entry.name) \(secret.key)：文件对他人开放，却写着明文密钥。",
          en: "Profile \(entry.name) \(secret.key): the file is open to others and holds a secret in clear."),
        remedy: Bilingual(
          zh: "执行 chmod 600 \(path)，或改用 env:、file:、cmd: 引用。", en: "Run chmod 600 \(path), or use an env:, file: or cmd: reference."))
    }
  }
}
