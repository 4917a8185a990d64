import HufuClient
import HufuSigning

/// A number a scan can be held to; its name is that of the job's argument and of the measure.
enum Gauge: String, Sendable, CaseIterable {
  case newFatal, newError, newWarning, newInfo, newTotal, backlog, duplication, complexity, newComplexity

  /// What must not be when nobody says what may: an issue that was not there before and is more than a warning.
  static let usual: [Gauge: Double] = [.newFatal: 0, .newError: 0]

  var title: Bilingual {
    switch self {
    case .newFatal: Bilingual(zh: "新增致命问题", en: "New fatal issues")
    case .newError: Bilingual(zh: "新增错误", en: "New errors")
    case .newWarning: Bilingual(zh: "新增警告", en: "New warnings")
    case .newInfo: Bilingual(zh: "新增提示", en: "New hints")
    case .newTotal: Bilingual(zh: "新增问题总数", en: "New issues in all")
    case .backlog: Bilingual(zh: "存量未处理问题", en: "Active issues in all")
    case .duplication: Bilingual(zh: "代码重复率", en: "Duplicated lines")
    case .complexity: Bilingual(zh: "圈复杂度超标的函数", en: "Functions too complex")
    case .newComplexity: Bilingual(zh: "比上次增加的超标函数", en: "More such functions than before")
    }
  }

  var unit: String { self == .duplication ? "%" : "" }

  var analysis: Analysis {
    switch self {
    case .newFatal, .newError, .newWarning, .newInfo, .newTotal, .backlog: .lint
    case .duplication: .duplication
    case .complexity, .newComplexity: .complexity
    }
  }

  func value(in numbers: ScanNumbers) -> Double? {
    switch self {
    case .newFatal: numbers.newFatal.map(Double.init)
    case .newError: numbers.newError.map(Double.init)
    case .newWarning: numbers.newWarning.map(Double.init)
    case .newInfo: numbers.newInfo.map(Double.init)
    case .newTotal: numbers.newTotal.map(Double.init)
    case .backlog: numbers.backlog.map(Double.init)
    case .duplication: numbers.duplication
    case .complexity: numbers.complexity.map(Double.init)
    case .newComplexity: numbers.newComplexity.map(Double.init)
    }
  }

  /// Reads a limit: a count, or for ``duplication`` a share with or without its sign, `5%` or `5`.
  ///
  /// - Throws: `UsageError` for anything else.
  func limit(_ text: String) throws -> Double {
    let isShare = self == .duplication
    let digits = isShare && text.hasSuffix("%") ? String(text.dropLast()) : text
    if isShare, let share = Double(digits), (0...100).contains(share) { return share }
    // A project with fewer complex functions than before has a negative difference, and may be asked for it.
    if !isShare, let count = Int32(text), count >= 0 || self == .newComplexity { return Double(count) }
    throw UsageError(
      zh: "\(rawValue)=\(text) 不合适，应为" + (isShare ? "0 到 100 之间的百分数。" : "不小于 0 的整数。"),
      en: "\(rawValue)=\(text) will not do: " + (isShare ? "it is a share in percent, from 0 to 100." : "it is a whole number from 0."),
      remedy: Bilingual(
        zh: "例如 \(rawValue)=\(isShare ? "5%" : "0")；不想限制就去掉它。",
        en: "Write \(rawValue)=\(isShare ? "5%" : "0"), say; leave it out to set no limit."))
  }
}
