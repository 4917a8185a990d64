import HufuClient
import HufuSigning

/// The moment in `Access token expired in: 1630919127633`, told so that a person can use it.
struct TokenExpiry {
  let time: Timestamp

  /// - Returns: nil when the text names no moment.
  init?(in text: String) {
    guard let tail = text.lowercased().firstRange(of: "access token expired in:") else { return nil }
    let rest = text.lowercased()[tail.upperBound...].drop { $0 == " " }
    guard let time = Int64(rest.prefix { $0.isASCII && $0.isNumber }) else { return nil }
    self.time = Timestamp(time)
  }

  /// When it ran out and, if the server's clock is known, how long ago that was.
  func explanation(at now: Timestamp?) -> Bilingual {
    let ago = now.map { self.ago($0 - time) } ?? Bilingual(zh: "", en: "")
    return Bilingual(
      zh: "过期时间：\(Self.text(time + .seconds(28_800), separator: " "))（北京时间）\(ago.zh)。",
      en: "It expired at \(Self.text(time, separator: "T"))Z\(ago.en).")
  }

  private func ago(_ duration: Duration) -> Bilingual {
    let seconds = duration.wholeMilliseconds / 1000
    guard seconds >= 0 else { return Bilingual(zh: "", en: "") }
    let (count, zh, en): (Int64, String, String) =
      switch seconds {
      case ..<60: (seconds, "秒", "s")
      case ..<3600: (seconds / 60, "分钟", "min")
      case ..<86_400: (seconds / 3600, "小时", "h")
      default: (seconds / 86_400, "天", "days")
      }
    return Bilingual(zh: "，\(count) \(zh)前", en: ", \(count) \(en) ago")
  }

  /// `2021-09-06T09:05:27`.
  static func text(_ time: Timestamp, separator: String) -> String {
    let seconds = Int64((Double(time.milliseconds) / 1000).rounded(.down))
    let days = Int64((Double(seconds) / 86_400).rounded(.down))
    let (year, month, day) = Timestamp.civil(days: days)
    let second = seconds - days * 86_400
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(year)-\(two(month))-\(two(day))\(separator)\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }
}
