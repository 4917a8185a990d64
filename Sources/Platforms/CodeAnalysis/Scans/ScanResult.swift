import HufuClient
import HufuSigning

/// What a closed job says of itself: `result_code` and the texts beside it (platforms/tca.md §2, §4).
struct ScanResult: Sendable, Equatable {
  /// Whose trouble a code is, by its hundred.
  enum Blame: Sendable {
    case servers, node, user
  }

  var code: Int64
  /// The server's word for the code.
  var meaning: String?
  /// What happened in this job; for a superseded one JSON in a text.
  var message: String?

  /// Only these are passes; 225 is a node's way to say that this revision was scanned before.
  var isSuccess: Bool { (0..<100).contains(code) && !isSuperseded || code == Self.scannedBefore }
  /// Whether it ended well because nothing was there to scan.
  var isIdle: Bool { code == 1 || code == Self.scannedBefore }
  var isSuperseded: Bool { code == 2 }
  /// The job that took its place; nil when the message does not name one.
  var successor: Int64? {
    guard isSuperseded, let message, let told = try? JSONValue(parsing: Array(message.utf8)) else { return nil }
    return told["job_id"]?.whole
  }

  var blame: Blame? {
    switch code {
    case 100..<200: .servers
    case 200..<300: .node
    case 300..<400: .user
    default: nil
    }
  }

  var verdict: Verdict {
    if isSuccess { return .passed }
    if code == Self.cancelled { return .stopped }
    return blame == nil ? .inconclusive : .failed
  }

  private static let scannedBefore: Int64 = 225
  private static let cancelled: Int64 = 301
}

extension ScanResult {
  /// Why it is no pass: the code, what the server says, whose trouble it is, and what to do.
  var reason: Bilingual {
    let said = [meaning, message == meaning ? nil : message].compactMap(\.self).filter { !$0.isEmpty }
    let words =
      said.isEmpty ? Bilingual(zh: "", en: "") : Bilingual(zh: "：" + said.joined(separator: "，"), en: ": " + said.joined(separator: ", "))
    if isSuperseded {
      return Bilingual(
        zh: "任务被另一个任务取代，但 result_msg 没有说是哪一个\(words.zh)。", en: "Another job took its place, but result_msg does not say which\(words.en).")
    }
    let fault = CodeAnalysis.errors.fault(code: String(code))
    let remedy = fault?.remedy ?? Bilingual(zh: "", en: "")
    let blame =
      switch self.blame {
      case .servers: Bilingual(zh: "问题在服务端。", en: "The trouble is the servers'.")
      case .node: Bilingual(zh: "问题在执行节点。", en: "The trouble is the node's.")
      case .user: Bilingual(zh: "问题在扫描方案、权限或人为取消。", en: "The trouble is the scheme's, a permission's, or somebody's who cancelled.")
      case nil: Bilingual(zh: "这个结果码没有公开的含义。", en: "No source explains this code.")
      }
    return Bilingual(
      zh: "任务以结果码 \(code) 结束\(words.zh)。\(blame.zh)\(remedy.zh)", en: "The job ended with code \(code)\(words.en). \(blame.en) \(remedy.en)"
    )
  }
}
