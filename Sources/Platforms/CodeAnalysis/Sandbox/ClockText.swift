import HufuClient
import HufuSigning

/// The two ways TCA writes a moment, sometimes in one answer, and a duration (platforms/tca.md §2).
enum ClockText {
  /// `2026-11-21 16:51:09.368045+00:00`: UTC, with a space; `created_time` and its like on the main server.
  static func main(_ time: Timestamp) -> String { text(time, " ") + "+00:00" }

  /// `2026-11-22T01:04:38.891686+08:00`: China's time; jobs and the analysis server.
  static func iso(_ time: Timestamp) -> String { text(time + .seconds(8 * 3600), "T") + "+08:00" }

  /// `00:01:06.828000`.
  static func span(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(three(milliseconds % 1000))000"
  }

  /// `66.828000`: seconds.
  static func seconds(_ milliseconds: Int64) -> String { "\(milliseconds / 1000).\(three(milliseconds % 1000))000" }

  private static func text(_ time: Timestamp, _ separator: String) -> String {
    let seconds = time.milliseconds / 1000
    let (year, month, day) = Timestamp.civil(days: seconds / 86_400)
    let clock = "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    return "\(year)-\(two(month))-\(two(day))\(separator)\(clock).\(three(time.milliseconds % 1000))000"
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
  private static func three(_ number: Int64) -> String { (number < 10 ? "00" : number < 100 ? "0" : "") + "\(number)" }
}
