import HufuClient

/// The faults in force at one mount. Pure: each request takes the next disturbance.
struct FaultPlan {
  /// What happens to one request.
  struct Disturbance: Equatable {
    var skew = Duration.zero
    var delay = Duration.zero
    var cut: SandboxCut?
    var refusal: SandboxFault?
  }

  private var skew = Duration.zero
  private var delay = Duration.zero
  private var cuts: [(fault: SandboxCut, left: Int)] = []
  private var refusals: [(fault: SandboxFault, left: Int)] = []

  /// Takes a fault on and says how far off the platform's clock is from now on.
  @discardableResult
  mutating func add(_ fault: SandboxFault) -> Duration {
    switch fault {
    case .skew(let milliseconds): skew = .milliseconds(milliseconds)
    case .slow(let milliseconds): delay = .milliseconds(milliseconds)
    case .cut(let cut, let times): if times > 0 { cuts.append((cut, times)) }
    case .status(_, let times), .ipRefused(let times), .html(let times): if times > 0 { refusals.append((fault, times)) }
    // These change the made-up world; the service sees to them.
    case .expireTokens, .duplicatedPage, .movingTotal, .truncatedCiphertext, .startSwallowed: break
    }
    return skew
  }

  /// What the next request meets. Cuts and refusals are used up in the order they came; a request that is cut before it is read takes no
  /// refusal with it.
  mutating func next() -> Disturbance {
    var disturbance = Disturbance(skew: skew, delay: delay)
    disturbance.cut = Self.take(&cuts)
    if disturbance.cut != .unprocessed { disturbance.refusal = Self.take(&refusals) }
    return disturbance
  }

  private static func take<Fault>(_ queue: inout [(fault: Fault, left: Int)]) -> Fault? {
    guard let first = queue.first else { return nil }
    if first.left > 1 { queue[0].left -= 1 } else { queue.removeFirst() }
    return first.fault
  }
}
