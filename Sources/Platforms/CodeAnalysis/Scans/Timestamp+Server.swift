import FoundationEssentials
import HufuSigning

extension Timestamp {
  /// Reads a moment in either of TCA's spellings, `2026-11-22T01:04:38.891686+08:00` and `2026-11-21 16:51:09.368045+00:00`
  /// (platforms/tca.md §2); the fraction and, for UTC, `Z` are optional. nil for anything else.
  init?(server text: String) {
    var text = text
    if let space = text.firstIndex(of: " ") { text.replaceSubrange(space...space, with: "T") }
    var fraction: Int64 = 0
    if let point = text.firstIndex(of: ".") {
      let digits = text[text.index(after: point)...].prefix { $0.isASCII && $0.isNumber }
      guard let milliseconds = Int64((digits + "000").prefix(3)) else { return nil }
      fraction = milliseconds
      text.removeSubrange(point..<digits.endIndex)
    }
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    self.init(Int64(date.timeIntervalSince1970.rounded()) * 1000 + fraction)
  }
}
