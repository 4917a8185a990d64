extension MeterSphere {
  /// How a plan's run stands, the same words for all generations (platforms/metersphere.md §3).
  ///
  /// Only ``passed`` is a pass: a run that ended without a verdict is ``inconclusive``. In v1 a first SUCCESS may be false; read it again.
  public enum RunState: String, Sendable, CaseIterable {
    case running, passed, failed, stopped, inconclusive

    /// The one word of v1 and v2, in any case; null and unknown words are still running.
    public init(status: String?) {
      switch status?.uppercased() {
      case "SUCCESS": self = .passed
      case "FAILED": self = .failed
      case "COMPLETED": self = .inconclusive
      case "STOPPED": self = .stopped
      default: self = .running
      }
    }

    /// The two words of v3. A stopped run is stopped whatever its pass rate came to.
    public init(exec: String?, result: String?) {
      switch exec?.uppercased() {
      case "STOPPED": self = .stopped
      case "ERROR": self = .inconclusive
      case "COMPLETED":
        switch result?.uppercased() {
        case "SUCCESS": self = .passed
        case "ERROR": self = .failed
        default: self = .inconclusive
        }
      default: self = .running
      }
    }
  }

  /// One run in a v3 plan's history.
  struct HistoryEntry: Decodable, Sendable {
    var id: String
    var execStatus: String?
    var execResult: String?
  }
}
