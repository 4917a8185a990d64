public import HufuSigning

extension ResponseHead {
  /// How long the server asks us to wait, from `Retry-After` in seconds. The date form is not used by any of the five platforms.
  public var retryAfter: Duration? {
    guard let text = headers["Retry-After"], let seconds = Int64(text), seconds >= 0 else { return nil }
    return .seconds(min(seconds, 86_400))
  }

  /// The server's clock, from its `Date` header (IMF-fixdate, RFC 9110 §5.6.7).
  public var date: Timestamp? { headers["Date"].flatMap(Timestamp.init(httpDate:)) }
}

extension Timestamp {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
  public init?(httpDate text: String) {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]), let month = Self.months.firstIndex(of: String(words[2])),
      let year = Int64(words[3])
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2]),
      (1...31).contains(day), (1970...9999).contains(year)
    else { return nil }
    let days = Self.daysSinceEpoch(year: year, month: Int64(month) + 1, day: day)
    self.init(((days * 24 + clock[0]) * 60 + clock[1]) * 60_000 + clock[2] * 1000)
  }

  /// This moment as an HTTP date, the milliseconds cut off.
  public var httpDate: String {
    let seconds = milliseconds / 1000
    let (year, month, day) = Self.civil(days: seconds / 86_400)
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let weekday = Self.weekdays[Int(seconds / 86_400 % 7)]
    let clock = "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    return "\(weekday), \(two(day)) \(Self.months[Int(month) - 1]) \(year) \(clock) GMT"
  }

  /// Days from 1970-01-01 in the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  package static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }
}
