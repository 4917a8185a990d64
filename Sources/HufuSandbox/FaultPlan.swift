import HufuClient

/// The faults in force at one mount. Pure: each request takes the next disturbance.
struct FaultPlan {
  /// What happens to one request.
  struct Disturbance {
    var skew = Duration.zero
    var delay = Duration.zero
    var cut: SandboxCut?
    var refusal: SandboxFault?
  }

  private var skew = Duration.zero
  private var delay = Duration.zero
  private var cuts: [(cut: SandboxCut, left: Int)] = []
  private var refusals: [(fault: SandboxFault, left: Int)] = []

  mutating func add(_ fault: SandboxFault) {
    switch fault {
    case .skew(let milliseconds): skew = .milliseconds(milliseconds)
    case .slow(let milliseconds): delay = .milliseconds(milliseconds)
    case .cut(let cut, let times): cuts.append((cut, times))
    case .status(_, let times), .ipRefused(let times), .html(let times): refusals.append((fault, times))
    // These change the made-up world; the service sees to them.
    case .expireTokens, .duplicatedPage, .movingTotal, .truncatedCiphertext, .startSwallowed: break
    }
  }

  mutating func next() -> Disturbance {
    var disturbance = Disturbance(skew: skew, delay: delay)
    cuts.removeAll { $0.left <= 0 }
    if !cuts.isEmpty {
      cuts[0].left -= 1
      disturbance.cut = cuts[0].cut
    }
    refusals.removeAll { $0.left <= 0 }
    if !refusals.isEmpty {
      refusals[0].left -= 1
      disturbance.refusal = refusals[0].fault
    }
    return disturbance
  }
}
