import HufuClient
import HufuSandbox
import HufuSigning

/// What `--config` may say about the sandbox's MeterSphere, in MeterSphere's own words.
///
/// `shareReportTime` is the project's TRACK_SHARE_REPORT_TIME (`24H`, `7D`); `enable`, `forever` and `expireTime` (milliseconds) are the
/// columns of the key's row, the last two known to v3 only (platforms/metersphere.md §1.1, §2.2).
struct SandboxConfiguration: Sendable {
  private static let names = ["shareReportTime", "enable", "forever", "expireTime"]

  var shareLife = Duration.seconds(24 * 3600)
  var isKeyEnabled = true
  var isKeyForever = true
  var keyExpireTime: Timestamp?

  /// - Throws: `ConfigurationError` for an unknown name or an unfit value.
  init(_ options: SandboxOptions) throws {
    try options.checkConfig(of: MeterSphere.id, knows: Self.names)
    let config = options.config
    if let text = config["shareReportTime"] { shareLife = try Self.life(text.text) }
    isKeyEnabled = config["enable"]?.bool ?? true
    keyExpireTime = config["expireTime"]?.int.map { Timestamp($0) }
    isKeyForever = config["forever"]?.bool ?? (keyExpireTime == nil)
  }

  private static func life(_ text: String?) throws -> Duration {
    let hours: [Character: Int] = ["H": 1, "D": 24, "M": 30 * 24, "Y": 365 * 24]
    guard let text, let unit = text.last.flatMap({ hours[$0] }), let count = Int(text.dropLast()), (1...9999).contains(count) else {
      throw ConfigurationError(
        zh: "shareReportTime 应为数字加 H、D、M 或 Y，例如 24H。", en: "shareReportTime is a number with H, D, M or Y behind it, 24H say.")
    }
    return .seconds(count * unit * 3600)
  }
}
