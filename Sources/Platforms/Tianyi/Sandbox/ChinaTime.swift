import HufuClient
import HufuSigning

/// A moment on the platform's wall clock, UTC+8, in the spellings its answers use.
struct ChinaTime {
  private let date: String
  private let dashedDate: String
  private let hour: String
  private let minute: String
  private let second: String
  private let millisecond: String

  init(_ time: Timestamp) {
    let local = time.milliseconds + 8 * 3_600_000
    let (year, month, day) = Timestamp.civil(days: local / 86_400_000)
    func padded(_ number: Int64, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    date = "\(year)\(padded(month))\(padded(day))"
    dashedDate = "\(year)-\(padded(month))-\(padded(day))"
    hour = padded(local / 3_600_000 % 24)
    minute = padded(local / 60_000 % 60)
    second = padded(local / 1000 % 60)
    millisecond = padded(local % 1000, 3)
  }

  /// yyyyMMdd
  var day: String { date }
  /// yyyyMMddHHmm
  var compactMinute: String { date + hour + minute }
  /// yyyyMMddHHmmss
  var compact: String { compactMinute + second }
  /// yyyy-MM-dd HH:mm:ss
  var plain: String { "\(dashedDate) \(hour):\(minute):\(second)" }
  /// yyyy-MM-dd HH:mm:ss:SSS, with a colon before the milliseconds.
  var withMilliseconds: String { "\(plain):\(millisecond)" }

  /// The last midnight at or before a moment.
  static func midnight(before time: Timestamp) -> Timestamp {
    Timestamp(time.milliseconds - (time.milliseconds + 8 * 3_600_000) % 86_400_000)
  }
}
