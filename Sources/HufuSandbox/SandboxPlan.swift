public import HufuClient
public import HufuSigning

/// Which platforms a sandbox plays, where, and how they are set up: the options of `hufu sandbox` made into a value.
///
///     let plan = try SandboxPlan(Platforms.all, platform: "tca", seed: 7)
///     let sandbox = try plan.sandbox()
public struct SandboxPlan: Sendable {
  public let mounts: [SandboxMount]
  /// The mount served without a prefix; nil where the first path segment names the mount.
  public let root: String?
  public let mode: SandboxOptions.Mode
  public let seed: UInt64
  private let ids: [String]
  private var configs: [String: JSONValue] = [:]

  /// - Parameters:
  ///   - platforms: all there are, in the order they are shown.
  ///   - platform: the id of the only one to play. It is served at the root, so that a script with fixed paths runs unchanged.
  ///   - generation: the only form to play: what stands behind `@`, or the generation its profile names. Without it, a platform chosen
  ///     alone is played in its ordinary form.
  ///   - config: server-side settings by platform id: `{"bkci": {…}}`.
  /// - Throws: ``HufuClient/UsageError`` for a platform or generation there is not, ``HufuClient/ConfigurationError`` for a config that
  ///   names no platform.
  public init(
    _ platforms: [any Platform.Type], platform: String? = nil, generation: String? = nil, mode: SandboxOptions.Mode = .real,
    seed: UInt64 = 1, config: JSONValue = .object([])
  ) throws {
    let isAtRoot = platform != nil
    ids = platforms.map { $0.id }
    if let platform, !ids.contains(platform) {
      throw Self.unknown(Bilingual(zh: "平台", en: "platform"), platform, among: ids)
    }
    let known = platforms.filter { platform == nil || $0.id == platform }
      .flatMap { type in type.sandboxes.map { SandboxMount(type, $0, isAtRoot: isAtRoot) } }
    var chosen = known
    if let generation {
      chosen = known.filter { $0.isGeneration(generation) }
      guard !chosen.isEmpty else {
        throw Self.unknown(Bilingual(zh: "代", en: "generation"), generation, among: known.flatMap(\.generations).withoutRepeats)
      }
    }
    mounts = isAtRoot ? Array(chosen.prefix(1)) : chosen
    root = isAtRoot ? mounts.first?.name : nil
    self.mode = mode
    self.seed = seed
    configs = try Self.read(config, ids: ids)
  }

  /// The same plan with other server-side settings: what SIGHUP makes of a config file that was changed.
  ///
  /// - Throws: ``HufuClient/ConfigurationError``.
  public func configured(by config: JSONValue) throws -> SandboxPlan {
    var plan = self
    plan.configs = try Self.read(config, ids: ids)
    return plan
  }

  /// Makes every mount's service.
  ///
  /// - Throws: what a service says of its settings.
  public func services() throws -> [String: any SandboxService] {
    var services: [String: any SandboxService] = [:]
    for mount in mounts {
      let config = configs[mount.platform] ?? .object([])
      services[mount.name] = try mount.variant.make(SandboxOptions(mode: mode, seed: seed, config: config))
    }
    return services
  }

  /// A sandbox with every mount's service in it.
  public func sandbox() throws -> Sandbox { try Sandbox(services) }

  private static func read(_ config: JSONValue, ids: [String]) throws -> [String: JSONValue] {
    guard let members = config.members else {
      throw ConfigurationError(
        zh: "沙箱的 --config 必须是一个对象，键是平台。", en: "The sandbox's --config must be an object with a key for each platform.",
        remedy: available(ids))
    }
    for member in members {
      guard ids.contains(member.key) else {
        throw ConfigurationError(
          zh: "--config 里没有平台 \(member.key)。", en: "--config names \(member.key), which is no platform.",
          remedy: available(ids, nearest: ids.nearest(to: member.key)))
      }
      guard member.value.members != nil else {
        throw ConfigurationError(zh: "--config 的 \(member.key) 必须是一个对象。", en: "\(member.key) in --config must be an object.")
      }
    }
    return Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  private static func unknown(_ what: Bilingual, _ name: String, among known: [String]) -> UsageError {
    UsageError(
      zh: "沙箱没有\(what.zh) \(name)。", en: "The sandbox has no \(what.en) \(name).",
      remedy: available(known, nearest: known.nearest(to: name)))
  }

  private static func available(_ names: [String], nearest: String? = nil) -> Bilingual {
    let list = names.joined(separator: ", ")
    return Bilingual(
      zh: (nearest.map { "是不是 \($0)？" } ?? "") + "可用：\(list)。", en: (nearest.map { "Did you mean \($0)? " } ?? "") + "There are: \(list).")
  }
}

extension [String] {
  /// Each name once, in the order of first appearance.
  fileprivate var withoutRepeats: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
