import HufuSigning

extension RunWatch {
  /// The end when the time is over and the run is not, as far as anybody knows.
  var late: RunOutcome {
    let wait = (deadline - began).briefText
    var outcome: RunOutcome
    switch last?.phase {
    case .unknown(let word):
      outcome = end(
        .inconclusive, zh: "等了 \(wait)，状态仍是没有公开含义的「\(word)」。",
        en: "After \(wait) its state is still \"\(word)\", which no source explains.")
    case .settling(let verdict):
      outcome = end(
        .inconclusive, zh: "运行报告 \(verdict.rawValue)，但在 \(wait) 的期限内没能确认。",
        en: "It says \(verdict.rawValue), which could not be confirmed within \(wait).")
    default:
      let text = last?.text ?? .empty
      outcome = end(
        .running, zh: "等了 \(wait)，仍未结束" + (text.zh.isEmpty ? "。" : "：\(text.zh)。"),
        en: "Not over after \(wait)" + (text.en.isEmpty ? "." : ": \(text.en)."))
    }
    if troubles > 0 {
      outcome.reasons.append(
        Bilingual(zh: "最后 \(troubles) 次询问没有得到回答。", en: "The last \(troubles) questions were not answered."))
    }
    return outcome
  }

  /// The end of a run that the platform has not listed for longer than it may take to show up.
  func missed(for grace: Duration) -> RunOutcome {
    let wait = grace.briefText
    if wasSeen {
      return end(
        .inconclusive, zh: "运行曾经出现，但平台上已有 \(wait) 查不到它：可能被删除了。",
        en: "The run was there, but has been missing for \(wait): it may have been deleted.")
    }
    if isResumed {
      return end(
        .inconclusive, zh: "\(wait) 内平台上没有这次运行；请核对它的编号。", en: "No such run for \(wait); check its id.")
    }
    return end(
      .inconclusive, zh: "启动已被接受，但 \(wait) 内平台上没有出现这次运行：多半没有真正启动。",
      en: "The start was accepted, but the run did not show up within \(wait): most likely it never began.")
  }

  private func end(_ verdict: Verdict, zh: String, en: String) -> RunOutcome {
    RunOutcome(.verdict(verdict), run: run, reasons: [Bilingual(zh: zh, en: en)])
  }
}
