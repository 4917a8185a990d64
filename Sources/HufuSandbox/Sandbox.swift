public import HufuClient
public import HufuSigning
import Synchronization

/// Platforms on this machine, without a socket: services at mounts, with faults, a journal, and a way to deliver answers late or not at all.
///
/// Tests and the demo reach it through ``SandboxTransport``; `hufu sandbox` puts it behind HTTP.
public final class Sandbox: Sendable {
  private struct State {
    var services: [String: any SandboxService]
    var plans: [String: FaultPlan] = [:]
    var journal = Journal()
  }

  private let make: @Sendable () throws -> [String: any SandboxService]
  private let state: Mutex<State>

  /// - Parameter make: builds the services by mount (`metersphere`, `bkci@off`); called again by ``reset()``.
  public init(_ make: @escaping @Sendable () throws -> [String: any SandboxService]) throws {
    self.make = make
    state = Mutex(State(services: try make()))
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
        state.plans[name, default: FaultPlan()].add(fault)
        state.services[name]?.apply(fault, at: Moment(now: now, wall: now))
      }
    }
  }

  /// What was asked and answered, oldest first; the last 4096 requests.
  public var journal: [JournalEntry] { state.withLock { $0.journal.entries } }

  /// Puts everything back to the beginning: worlds, faults, journal.
  public func reset() throws {
    let services = try make()
    state.withLock { $0 = State(services: services) }
  }

  /// Puts newly built services in place of the old ones and keeps faults and journal; for settings that changed.
  public func reload(_ services: [String: any SandboxService]) { state.withLock { $0.services = services } }

  /// Answers one request at a mount, and says how the answer is to be delivered.
  public func deliver(_ request: APIRequest, to mount: String, at now: Timestamp) -> Delivery {
    state.withLock { state in
      var plan = state.plans[mount] ?? FaultPlan()
      let disturbance = plan.next()
      state.plans[mount] = plan
      let moment = Moment(now: now, wall: now + disturbance.skew)
      guard disturbance.cut != .unprocessed else {
        state.journal.note(request, at: mount, now: now, status: nil, refusal: "cut before it was read")
        return Delivery(delay: disturbance.delay, answer: SandboxAnswer(APIResponse(503)), cut: .unprocessed)
      }
      var answer = disturbance.refusal.flatMap { Self.refusal($0, by: state.services[mount], to: request, at: moment) }
        ?? state.services[mount]?.respond(to: request, at: moment)
        ?? SandboxAnswer(APIResponse(404, body: Array("no such platform".utf8)), refusal: "nothing is mounted at \(mount)")
      if answer.response.head.headers["Date"] == nil { answer.response.head.headers.append(HeaderField("Date", moment.wall.httpDate)) }
      state.journal.note(request, at: mount, now: now, status: answer.response.status, refusal: answer.refusal)
      return Delivery(delay: disturbance.delay, answer: answer, cut: disturbance.cut)
    }
  }

  private static func refusal(
    _ fault: SandboxFault, by service: (any SandboxService)?, to request: APIRequest, at moment: Moment
  ) -> SandboxAnswer? {
    guard let service else { return nil }
    return service.refusal(for: fault, to: request, at: moment) ?? StandardRefusal.answer(to: fault)
  }
}
