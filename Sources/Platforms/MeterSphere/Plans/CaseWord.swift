import HufuClient

/// How one case ended, from the many spellings of the generations (platforms/metersphere.md §3).
enum CaseWord: Sendable {
  case passed, failed, falseError, pending
  /// Stopped, timed out, or a word no source explains.
  case unclear(String)

  init(_ word: String) {
    switch word.uppercased() {
    case "SUCCESS", "PASS", "PASSED", "COMPLETED": self = .passed
    case "ERROR", "FAILURE", "FAILED", "FAIL": self = .failed
    case "FAKE_ERROR", "ERRORREPORTRESULT": self = .falseError
    case "PENDING", "UNEXECUTE", "UNEXECUTED", "PREPARE", "WAITING", "SKIP", "UNDERWAY", "SAVED", "-", "": self = .pending
    default: self = .unclear(word)
    }
  }

  var outcome: CaseResult.Outcome {
    switch self {
    case .passed: .passed
    case .failed: .failed
    case .falseError, .pending: .skipped
    case .unclear: .error
    }
  }

  /// What is worth saying beside the outcome.
  var message: String? {
    switch self {
    case .passed, .failed: nil
    case .falseError: "误报 (FAKE_ERROR)"
    case .pending: "未执行 (not run)"
    case .unclear(let word): word
    }
  }
}
