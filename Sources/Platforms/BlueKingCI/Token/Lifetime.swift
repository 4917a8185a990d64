import HufuSigning

/// Reads how long a token is to be good: `24h`, `30m`, `90s`, `500ms`, `7d`; a bare number counts milliseconds, as in common.yml.
enum Lifetime {
  static func parse(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits), count > 0, let unit = unit(text.dropFirst(digits.count)) else { return nil }
    let (milliseconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
    return isTooLong || milliseconds > longest ? nil : .milliseconds(milliseconds)
  }

  /// A hundred years: more is a typing error.
  private static let longest: Int64 = 100 * 365 * 86_400_000

  /// Milliseconds.
  private static func unit(_ name: Substring) -> Int64? {
    switch name {
    case "", "ms": 1
    case "s": 1000
    case "m": 60_000
    case "h": 3_600_000
    case "d": 86_400_000
    default: nil
    }
  }
}
