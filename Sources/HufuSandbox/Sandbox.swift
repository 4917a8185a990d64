public import HufuClient
public import HufuSigning
import Synchronization

/// Platforms on this machine, without a socket: services at mounts, with faults, a journal, and answers that come late or not
/// at all.
///
/// Tests and the demo reach it through ``SandboxTransport``; `hufu sandbox` puts it behind HTTP.
public final class Sandbox: Sendable {
  private struct State {
    /// The services as they were made. They are values: putting them back is the whole of a reset.
    var untouched: [String: any SandboxService]
    var services: [String: any SandboxService]
    var plans: [String: FaultPlan] = [:]
    var journal = Journal()
    /// How often services were begun anew.
    var life = 0

    init(_ services: [String: any SandboxService], life: Int = 0) {
      untouched = services
      self.services = services
      self.life = life
    }

    func moment(_ now: Timestamp, skew: Duration) -> Moment { Moment(now: now, wall: now + skew, life: life) }
  }

  private let state: Mutex<State>

  /// - Parameter make: builds the services by mount (`metersphere`, `bkci@off`).
  public init(_ make: @Sendable () throws -> [String: any SandboxService]) rethrows {
    state = Mutex(State(try make()))
  }

  /// One service at one mount.
  public convenience init(_ variant: SandboxVariant, at mount: String, options: SandboxOptions = SandboxOptions()) throws {
    try self.init { [mount: try variant.make(options)] }
  }

  public var mounts: [String] { state.withLock { $0.services.keys.sorted() } }

  /// Lets something go wrong from now on, at one mount or at all.
  public func inject(_ fault: SandboxFault, at mount: String? = nil, now: Timestamp) {
    state.withLock { state in
      for name in mount.map({ [$0] }) ?? Array(state.services.keys) {
        let skew = state.plans[name, default: FaultPlan()].add(fault)
        let moment = state.moment(now, skew: skew)
        state.services[name]?.apply(fault, at: moment)
      }
    }
  }

  /// What was asked and answered, oldest first; the last 4096 requests.
  public var journal: [JournalEntry] { state.withLock { $0.journal.entries } }

  /// Puts everything back to the beginning: worlds, faults, journal.
  public func reset() { state.withLock { $0 = State($0.untouched, life: $0.life + 1) } }

  /// Puts newly built services in place of the old ones and keeps faults and journal; for settings that changed. A later ``reset()`` goes
  /// back to these.
  public func reload(_ services: [String: any SandboxService]) {
    state.withLock { state in
      state.untouched = services
      state.services = services
      state.life += 1
    }
  }

  /// Answers one request at a mount, and says how the answer is to be delivered.
  public func deliver(_ request: APIRequest, to mount: String, at now: Timestamp) -> Delivery {
    state.withLock { state in
      let disturbance = state.plans[mount]?.next() ?? FaultPlan.Disturbance()
      let moment = state.moment(now, skew: disturbance.skew)
      guard disturbance.cut != .unprocessed else {
        state.journal.note(request, at: mount, now: now, status: nil, refusal: "cut before it was read")
        return Delivery(delay: disturbance.delay, answer: SandboxAnswer(APIResponse(503)), cut: .unprocessed)
      }
      var answer =
        disturbance.refusal.flatMap { Self.refusal($0, by: state.services[mount], to: request, at: moment) }
        ?? state.services[mount]?.respond(to: request, at: moment)
        ?? StandardRefusal.nothing(at: mount, among: state.services.keys.sorted())
      if answer.response.head.headers["Date"] == nil { answer.response.head.headers.append(HeaderField("Date", moment.wall.httpDate)) }
      let status = disturbance.cut == .beforeHead ? nil : answer.response.status
      state.journal.note(request, at: mount, now: now, status: status, refusal: answer.refusal ?? disturbance.cut?.reason)
      return Delivery(delay: disturbance.delay, answer: answer, cut: disturbance.cut)
    }
  }

  /// Notes a request that a host turned away before any service saw it, with the reason.
  package func turnAway(_ request: APIRequest, from mount: String, at now: Timestamp, status: Int, because reason: String) {
    state.withLock { $0.journal.note(request, at: mount, now: now, status: status, refusal: reason) }
  }

  private static func refusal(
    _ fault: SandboxFault, by service: (any SandboxService)?, to request: APIRequest, at moment: Moment
  ) -> SandboxAnswer? {
    guard let service else { return nil }
    return service.refusal(for: fault, to: request, at: moment) ?? StandardRefusal.answer(to: fault)
  }
}

extension SandboxCut {
  /// What the journal says of a request whose answer was made and never wholly arrived.
  fileprivate var reason: String {
    switch self {
    case .unprocessed: "cut before it was read"
    case .beforeHead: "cut before the answer"
    case .afterBytes(let count): "cut after \(count) bytes of the answer"
    }
  }
}
