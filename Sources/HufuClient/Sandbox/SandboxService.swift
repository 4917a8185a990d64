public import HufuSigning

/// One platform played on this machine: a value that moves only when asked, at a time it is told.
///
/// Everything it answers is a function of what it was asked, of its options and of a ``Moment``; it has no clock, no
/// randomness and no I/O. Hosts (HufuSandbox) add faults, a journal and delivery.
public protocol SandboxService: Sendable {
  /// Answers one request as the platform would: true status, headers and body, refusals included.
  mutating func respond(to request: APIRequest, at moment: Moment) -> SandboxAnswer

  /// What the platform says for an injected fault; nil when the service leaves it to the host.
  func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer?

  /// Does what a fault asks of the made-up world: lets all tokens expire, moves totals.
  mutating func apply(_ fault: SandboxFault, at moment: Moment)
}

extension SandboxService {
  public func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer? { nil }
  public mutating func apply(_ fault: SandboxFault, at moment: Moment) {}
}

/// Two times: `now` moves the made-up world, `wall` is what the platform believes and puts into `Date`. A skew fault moves only `wall`.
public struct Moment: Sendable, Equatable {
  public var now: Timestamp
  public var wall: Timestamp
  /// Which life of the sandbox this is: a reset begins the next, in which tokens of the ones before are unknown.
  public var life: Int

  public init(now: Timestamp, wall: Timestamp, life: Int = 0) {
    self.now = now
    self.wall = wall
    self.life = life
  }
}

/// An answer, and for the journal the true reason when it is a refusal.
public struct SandboxAnswer: Sendable {
  public var response: APIResponse
  public var refusal: String?

  public init(_ response: APIResponse, refusal: String? = nil) {
    self.response = response
    self.refusal = refusal
  }
}
