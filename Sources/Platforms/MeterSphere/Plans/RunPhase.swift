import HufuClient
import HufuSigning

/// How a plan's run stands, from the words of each generation (platforms/metersphere.md §3). Only SUCCESS is a pass, and in v1 a first
/// one may be untrue.
extension RunStatus.Phase {
  /// The one word of v1 and v2, in any case.
  init(planStatus word: String?) {
    switch word?.uppercased() {
    case "SUCCESS": self = .ended(.passed)
    case "FAILED": self = .ended(.failed)
    // Ended without a verdict: no automated case, statistics that failed, in v2 also a start that failed.
    case "COMPLETED": self = .ended(.inconclusive)
    case "STOPPED": self = .ended(.stopped)
    case "PREPARE": self = .queued
    case "RUNNING", "RERUNNING", "UNDERWAY": self = .running
    default: self = .unknown(word ?? "null")
    }
  }

  /// The two words of v3. A stopped run is stopped whatever its pass rate came to.
  init(exec: String?, result: String?) {
    switch exec?.uppercased() {
    case "STOPPED": self = .ended(.stopped)
    // Not in the server's own list of words, but written when it cannot sum up the report.
    case "ERROR": self = .ended(.inconclusive)
    case "COMPLETED":
      switch result?.uppercased() {
      case "SUCCESS": self = .ended(.passed)
      case "ERROR": self = .ended(.failed)
      default: self = .ended(.inconclusive)
      }
    case "PENDING": self = .queued
    case "RUNNING", "RERUNNING": self = .running
    default: self = .unknown(exec ?? "null")
    }
  }
}
