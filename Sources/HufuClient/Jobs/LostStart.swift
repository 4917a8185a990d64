public import HufuSigning

/// A start that was sent and not answered.
public struct LostStart: Sendable {
  /// When it was sent, and when it was given up; by this machine's clock as corrected for the server.
  public var sent: Timestamp
  public var lost: Timestamp
  public var error: any ExplainedError

  public init(sent: Timestamp, lost: Timestamp, error: any ExplainedError) {
    self.sent = sent
    self.lost = lost
    self.error = error
  }

  /// How long before and after the request a run may say that it began: servers start runs on another thread, and the clock that dates a
  /// run may be another machine's than the one that dates answers.
  private static let slack = Duration.seconds(10)

  /// When a run of it began, as the server dates it.
  public func span(by clock: ServerClock) -> ClosedRange<Timestamp> { clock.span(sent...max(sent, lost), slack: Self.slack) }
}
