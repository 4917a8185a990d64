import HufuClient
import HufuSigning

/// `500ms`, `30s`, `2m`, `1h`.
package enum DurationText {
  private static let units: [(suffix: String, milliseconds: Int64)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]

  package static func read(_ text: String) throws -> Duration {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let suffix = text.dropFirst(digits.count)
    guard let unit = units.first(where: { $0.suffix == suffix }), let number = Double(digits), number > 0, number < 1_000_000 else {
      throw ConfigurationError(
        zh: "时长写成 30s，不是 \(text)。", en: "A duration is written 30s, not \(text).",
        remedy: Bilingual(zh: "数字加 ms、s、m 或 h：500ms、30s、2m、1h。", en: "A number with ms, s, m or h: 500ms, 30s, 2m, 1h."))
    }
    return .milliseconds(Int64(number * Double(unit.milliseconds)))
  }

  static func write(_ duration: Duration) -> String {
    let milliseconds = duration.wholeMilliseconds
    let unit = units.last { milliseconds.isMultiple(of: $0.milliseconds) } ?? units[0]
    return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
  }
}

/// `10/s`, `600/m`, `100/h`; requests per second inside.
enum RateText {
  private static let units: [(suffix: String, seconds: Double)] = [("/s", 1), ("/m", 60), ("/h", 3600)]

  static func read(_ text: String) throws -> Double {
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }), let number = Double(text.dropLast(2)), number > 0,
      number < 1_000_000
    else {
      throw ConfigurationError(
        zh: "速率写成 10/s，不是 \(text)。", en: "A rate is written 10/s, not \(text).",
        remedy: Bilingual(zh: "数字加 /s、/m 或 /h：10/s、600/m。", en: "A number with /s, /m or /h: 10/s, 600/m."))
    }
    return number / unit.seconds
  }

  static func write(_ rate: Double) -> String {
    let unit = units.first { (rate * $0.seconds).rounded() == rate * $0.seconds } ?? units[0]
    let number = rate * unit.seconds
    return (number.rounded() == number ? "\(Int64(number))" : "\(number)") + unit.suffix
  }
}
