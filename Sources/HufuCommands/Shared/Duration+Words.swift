import HufuClient
import HufuSigning

extension Duration {
  /// The two largest units: `3 h 20 min`. What is past is `0 s`.
  var words: Bilingual {
    let seconds = max(0, wholeMilliseconds / 1000)
    let units: [(Int64, String, String)] = [(86_400, "天", "d"), (3600, "小时", "h"), (60, "分", "min"), (1, "秒", "s")]
    let first = units.firstIndex { seconds >= $0.0 } ?? 3
    let shown = units[first..<min(first + 2, 4)].map { unit -> (Int64, String, String) in
      let above = first < units.count && unit.0 != units[first].0 ? seconds % units[first].0 : seconds
      return (above / unit.0, unit.1, unit.2)
    }.filter { $0.0 > 0 || seconds == 0 }
    return Bilingual(
      zh: shown.map { "\($0.0) \($0.1)" }.joined(separator: " "), en: shown.map { "\($0.0) \($0.2)" }.joined(separator: " "))
  }
}
