import HufuClient
import HufuSandbox
import HufuSigning

/// What `--config` may say about the sandbox's MeterSphere, in MeterSphere's own words.
///
/// `shareReportTime` is the project's TRACK_SHARE_REPORT_TIME (`24H`, `7D`); `enable`, `forever` and `expireTime` (milliseconds) are the
/// columns of the key's row, the last two known to v3 only (platforms/metersphere.md §1.1, §2.2). `url` is the site's address as its
/// administrator set it (v1, v2); `admin` makes the user an administrator, whom v2 does not check for ownership.
struct SandboxConfiguration: Sendable {
  private static let names = ["shareReportTime", "enable", "forever", "expireTime", "url", "admin"]

  var shareLife = Duration.seconds(24 * 3600)
  var isKeyEnabled = true
  var isKeyForever = true
  var keyExpireTime: Timestamp?
  var url: String?
  var isAdmin = false

  /// - Throws: `ConfigurationError` for an unknown name or an unfit value.
  init(_ options: SandboxOptions) throws {
    try options.checkConfig(of: MeterSphere.id, knows: Self.names)
    let config = options.config
    if let text = config["shareReportTime"] { shareLife = try Self.life(text.text) }
    isKeyEnabled = config["enable"]?.bool ?? true
    keyExpireTime = config["expireTime"]?.int.map { Timestamp($0) }
    isKeyForever = config["forever"]?.bool ?? (keyExpireTime == nil)
    url = config["url"]?.text
    isAdmin = config["admin"]?.bool ?? false
  }

  private static func life(_ text: String?) throws -> Duration {
    guard let life = Duration(shareReportTime: text) else {
      throw ConfigurationError(
        zh: "shareReportTime 应为数字加 H、D、M 或 Y，例如 24H。", en: "shareReportTime is a number with H, D, M or Y behind it, 24H say.")
    }
    return life
  }
}
