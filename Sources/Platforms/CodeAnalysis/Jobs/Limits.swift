import HufuClient
import HufuSigning

/// What a scan must keep to. The server has no gate of its own (platforms/tca.md §0.8): these numbers are all there is.
struct Limits: Sendable, Equatable {
  let values: [Gauge: Double]
  /// Whether somebody named them; else they are ``Gauge/usual``.
  let areAsked: Bool

  /// - Throws: `UsageError` for what is no number.
  init(_ arguments: JobArguments) throws {
    var asked: [Gauge: Double] = [:]
    for gauge in Gauge.allCases {
      if let text = arguments.text(gauge.rawValue) { asked[gauge] = try gauge.limit(text) }
    }
    areAsked = !asked.isEmpty
    values = areAsked ? asked : Gauge.usual
  }

  /// The analyses these limits need.
  var analyses: Set<Analysis> { Set(values.keys.map(\.analysis)) }

  /// All numbers there are, and those there should be.
  ///
  /// - Parameter waived: analyses whose limits do not hold.
  func measures(_ numbers: ScanNumbers?, without waived: Set<Analysis> = []) -> [Measure] {
    var measures = Gauge.allCases.compactMap { gauge -> Measure? in
      let value = numbers.flatMap(gauge.value), limit = waived.contains(gauge.analysis) ? nil : values[gauge]
      return value == nil && limit == nil ? nil : Measure(gauge.rawValue, gauge.title, value, limit: limit, unit: gauge.unit)
    }
    if let fixed = numbers?.fixed { measures.append(Measure("fixed", Bilingual(zh: "消失的问题", en: "Issues gone"), Double(fixed))) }
    return measures
  }

  /// A limit that is passed is a failure; one that nothing can be held to is no pass.
  func judge(_ measures: [Measure]) -> (verdict: Verdict, reasons: [Bilingual]) {
    let over = measures.filter { $0.isWithin == false && $0.value != nil }
    let missing = measures.filter { $0.isWithin == false && $0.value == nil }
    let reasons =
      over.map { measure in
        let (value, limit) = (Measure.text(measure.value, unit: measure.unit), Measure.text(measure.limit, unit: measure.unit))
        return Bilingual(
          zh: "\(measure.title.zh) \(value)，超过上限 \(limit)（\(measure.name)）。",
          en: "\(measure.title.en): \(value), above the limit \(limit) (\(measure.name)).")
      }
      + missing.map { measure in
        Bilingual(
          zh: "这次扫描没有给出\(measure.title.zh)（\(measure.name)），无法判定。",
          en: "The scan gives no number for \(measure.title.en.lowercased()) (\(measure.name)).")
      }
    return (over.isEmpty ? missing.isEmpty ? .passed : .inconclusive : .failed, reasons)
  }
}
