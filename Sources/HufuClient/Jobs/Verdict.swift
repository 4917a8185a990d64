public import HufuSigning

/// How a run ended, the same words for all platforms. Only ``passed`` is a pass.
public enum Verdict: String, Sendable, CaseIterable {
  case passed, failed, stopped
  /// It ended, or got lost, without saying which.
  case inconclusive
  /// Not over when we had to stop looking.
  case running

  public var exitCode: ExitCode {
    switch self {
    case .passed: .ok
    case .failed: .failed
    case .stopped: .stopped
    case .inconclusive: .inconclusive
    case .running: .running
    }
  }

  /// For people.
  public var text: Bilingual {
    switch self {
    case .passed: Bilingual(zh: "通过", en: "passed")
    case .failed: Bilingual(zh: "失败", en: "failed")
    case .stopped: Bilingual(zh: "已停止", en: "stopped")
    case .inconclusive: Bilingual(zh: "无定论", en: "inconclusive")
    case .running: Bilingual(zh: "仍在运行", en: "still running")
    }
  }
}

extension ExitCode {
  /// The one code for several runs (DESIGN.md §7): failed, stopped, inconclusive, running, then the errors.
  public static func worst(of codes: some Sequence<ExitCode>) -> ExitCode {
    let codes = Set(codes)
    let order: [ExitCode] = [
      .interrupted, .failed, .stopped, .inconclusive, .running, .authentication, .refused, .failure, .throttled, .configuration, .usage,
      .local,
    ]
    return order.first(where: codes.contains) ?? .ok
  }
}
