import HufuClient
import HufuSandbox
import HufuSigning
import NIOHTTP1

/// Where every request comes in: control routes, or the platform its path leads to.
struct Door: Sendable {
  let sandbox: Sandbox
  let plan: SandboxPlan
  let timing: Timing
  let bodyLimit: Int

  func respond(to wire: WireRequest) async throws -> WireAnswer {
    guard let request = APIRequest(wire) else {
      // No platform has these methods, so there is none to ask.
      return WireAnswer(StandardRefusal.page(405, title: "405 Not Allowed"))
    }
    if request.path == "/_sandbox" || request.path.hasPrefix("/_sandbox/") {
      return WireAnswer(ControlRoutes(sandbox: sandbox, plan: plan, now: timing.now()).respond(to: request, from: wire.peer))
    }
    let arrival = Arrival(request, root: plan.root, peer: wire.peer.map(Self.plainAddress))
    guard wire.body != nil else {
      sandbox.turnAway(
        arrival.request, from: arrival.mount, at: timing.now(), status: 413, because: "the body is larger than \(bodyLimit) bytes")
      return WireAnswer(StandardRefusal.page(413, title: "413 Request Entity Too Large"))
    }
    let delivery = sandbox.deliver(arrival.request, to: arrival.mount, at: timing.now())
    if delivery.delay > .zero { try await timing.sleep(delivery.delay) }
    return WireAnswer(delivery.answer.response, cut: delivery.cut)
  }

  /// An IPv4 address that came in over an IPv6 socket, in its usual form.
  private static func plainAddress(_ address: String) -> String {
    address.lowercased().hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst(7)) : address
  }
}
