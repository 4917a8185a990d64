public import HufuSigning

/// A number a run is judged by, and the limit it was held to.
public struct Measure: Sendable, Equatable {
  /// Which side of the limit is good.
  public enum Bound: String, Sendable {
    case atMost, atLeast
  }

  /// The name of the measure that counts failing cases, on every platform that has them.
  public static let failedCases = "failed"

  /// For programs, lower camel case: `newFatal`, `passRate`.
  public var name: String
  public var title: Bilingual
  /// nil where the platform gave no number: then a limit is never kept.
  public var value: Double?
  public var limit: Double?
  public var bound: Bound
  /// Written behind the number: `%`, or nothing.
  public var unit: String

  public init(
    _ name: String, _ title: Bilingual, _ value: Double?, limit: Double? = nil, bound: Bound = .atMost, unit: String = ""
  ) {
    self.name = name
    self.title = title
    self.value = value
    self.limit = limit
    self.bound = bound
    self.unit = unit
  }

  /// Whether the limit is kept; nil where there is none. Without a number no limit is kept.
  public var isWithin: Bool? {
    guard let limit else { return nil }
    guard let value else { return false }
    return bound == .atMost ? value <= limit : value >= limit
  }

  /// `新增致命问题 3，上限 0`
  public var sentence: Bilingual {
    let value = Self.text(value, unit: unit)
    guard let limit else { return Bilingual(zh: "\(title.zh) \(value)", en: "\(title.en) \(value)") }
    let (zh, en) = bound == .atMost ? ("上限", "at most") : ("至少", "at least")
    let held = Self.text(limit, unit: unit)
    return Bilingual(zh: "\(title.zh) \(value)，\(zh) \(held)", en: "\(title.en) \(value), \(en) \(held)")
  }

  /// `12`, `99.5%`: without a fraction of nothing; `–` where there is no number.
  public static func text(_ number: Double?, unit: String = "") -> String {
    guard let number, number.isFinite else { return "–" }
    let isWhole = number == number.rounded() && abs(number) < 1e15
    return (isWhole ? String(Int64(number)) : String(number)) + unit
  }
}
