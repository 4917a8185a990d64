import HufuSigning

/// How often a run is asked how it stands, and how long.
public struct Rhythm: Sendable, Equatable {
  /// The wait after the first question, which is asked at once; each next is ``growth`` times longer, up to ``longest``.
  public var first: Duration
  public var growth: Double
  public var longest: Duration
  /// Between a first end that may be untrue and the second look.
  public var settle: Duration
  /// How long a run may be missing from the platform's lists, from when it was first missed.
  public var grace: Duration
  /// When to stop looking, unless `--timeout` says otherwise. Never endless.
  public var deadline: Duration
  /// How many questions in a row may go unanswered.
  public var tolerance: Int

  public init(
    first: Duration = .seconds(2), growth: Double = 1.5, longest: Duration = .seconds(30), settle: Duration = .milliseconds(1500),
    grace: Duration = .seconds(60), deadline: Duration = .seconds(2 * 3600), tolerance: Int = 10
  ) {
    self.first = first
    self.growth = growth
    self.longest = longest
    self.settle = settle
    self.grace = grace
    self.deadline = deadline
    self.tolerance = tolerance
  }

  /// The wait before the next question; a tenth either way is left to chance, so that many waiters do not ask in step.
  ///
  /// - Parameters:
  ///   - asked: how many questions there were.
  ///   - unit: a random number in 0..<1.
  public func delay(after asked: Int, unit: Double) -> Duration {
    var delay = Double(first.wholeMilliseconds)
    let ceiling = Double(longest.wholeMilliseconds)
    for _ in 0..<min(asked, 64) where delay < ceiling { delay *= growth }
    return .milliseconds(Int64(min(delay, ceiling) * (0.9 + 0.2 * unit)))
  }
}
