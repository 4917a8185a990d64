public import HufuClient

/// An answer on its way out: what to say, how long to wait before, and where to drop the line.
public struct Delivery: Sendable {
  public var delay: Duration
  public var answer: SandboxAnswer
  public var cut: SandboxCut?

  public init(delay: Duration, answer: SandboxAnswer, cut: SandboxCut? = nil) {
    self.delay = delay
    self.answer = answer
    self.cut = cut
  }
}
