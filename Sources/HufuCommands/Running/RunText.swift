import HufuClient
import HufuSigning

/// Words for how a run stands.
enum RunText {
  static func word(_ phase: RunStatus.Phase) -> Bilingual {
    switch phase {
    case .unseen: Bilingual(zh: "等待出现", en: "not listed yet")
    case .queued: Bilingual(zh: "排队", en: "queued")
    case .running: Bilingual(zh: "运行中", en: "running")
    case .waitingForReview: Bilingual(zh: "等待审核", en: "waits for review")
    case .unknown(let word): Bilingual(zh: "状态 \(word)", en: "state \(word)")
    case .settling: Bilingual(zh: "核对结果", en: "being confirmed")
    case .ended(let verdict): Bilingual(zh: "结束（平台说：\(verdict.text.zh)）", en: "over (it says: \(verdict.text.en))")
    }
  }

  /// For programs.
  static func name(_ phase: RunStatus.Phase) -> String {
    switch phase {
    case .unseen: "unseen"
    case .queued: "queued"
    case .running: "running"
    case .waitingForReview: "waitingForReview"
    case .unknown(let word): word
    case .settling: "settling"
    case .ended: "ended"
    }
  }

  /// `运行中 12/40：编译`; what changes only with time is not in it.
  static func line(_ status: RunStatus) -> Bilingual {
    var line = word(status.phase)
    if let parts = parts(of: status) { line = Bilingual(zh: line.zh + " " + parts, en: line.en + " " + parts) }
    if !status.text.zh.isEmpty { line = Bilingual(zh: line.zh + "：" + status.text.zh, en: line.en + ": " + status.text.en) }
    return line
  }

  static func parts(of status: RunStatus) -> String? {
    guard let done = status.done else { return nil }
    return status.total.map { "\(done)/\($0)" } ?? "\(done)"
  }

  /// `还要约 2m` once earlier runs are known, or that it takes longer than they did.
  static func forecast(_ progress: RunProgress) -> Bilingual? {
    guard let expected = progress.expected else { return nil }
    guard progress.elapsed < expected else {
      return Bilingual(zh: "以往约 \(expected.briefText)", en: "usually \(expected.briefText)")
    }
    let left = max(.seconds(1), expected - progress.elapsed).briefText
    return Bilingual(zh: "还要约 \(left)", en: "about \(left) left")
  }
}

extension RunStatus.Phase {
  /// Whether nothing more is to be waited for.
  var isEnd: Bool { if case .ended = self { true } else { false } }
}
