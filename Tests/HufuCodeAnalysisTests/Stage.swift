import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Synchronization

@testable import HufuCodeAnalysis

/// A sandbox with a clock that stands still, and ways to talk to it.
struct Stage {
  let clock = StepClock()
  let sandbox: Sandbox

  init(mode: SandboxOptions.Mode = .real, config: JSONValue = .object([])) throws {
    sandbox = try Sandbox(CodeAnalysis.sandboxes[0], at: "tca", options: SandboxOptions(mode: mode, config: config))
  }

  func connection(
    token: String = Resident.keeper.token, retry: RetryPolicy = .none, over line: (any Transport)? = nil,
    notice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) -> Connection {
    var options = ConnectionOptions()
    options.retry = retry
    options.notice = notice
    return Connection(
      CodeAnalysis(), CodeAnalysis.Credential(token: Secret(token)), at: SandboxTransport.endpoint(of: "tca"),
      over: line ?? SandboxTransport(sandbox, timing: clock.timing), timing: clock.timing, entropy: .counting(),
      defaults: Resident.keeper.profile.defaults, options: options)
  }

  /// Asks as any program would: these headers and nothing else.
  func ask(
    _ method: Method = .get, _ target: String, headers: [HeaderField] = Stage.headers(), body: String? = nil
  ) -> APIResponse {
    let halves = target.split(separator: "?", maxSplits: 1)
    let request = APIRequest(
      method, String(halves[0]), query: halves.count > 1 ? String(halves[1]) : "", headers: headers,
      body: body.map { .bytes(Array($0.utf8)) } ?? .none)
    return sandbox.deliver(request, to: "tca", at: clock.now).answer.response
  }

  static func headers(token: String? = "Token " + Resident.keeper.token, _ more: [HeaderField] = []) -> [HeaderField] {
    (token.map { [HeaderField("Authorization", $0)] } ?? []) + [HeaderField("Accept", "application/json")] + more
  }

  static let json = headers([HeaderField("Content-Type", "application/json")])
  static func headers(_ more: [HeaderField]) -> [HeaderField] { headers(token: "Token " + Resident.keeper.token, more) }

  /// The payload of a call, with arguments of its own in place of the usual ones.
  func call(_ name: String, _ arguments: Arguments = [:], token: String = Resident.keeper.token) async throws -> JSONValue {
    let payload = try await connection(token: token).call(name, arguments).payload
    return payload.isEmpty ? .null : try JSONValue(parsing: payload)
  }

  /// The error of a call that must not succeed.
  func error(_ name: String, _ arguments: Arguments = [:], token: String = Resident.keeper.token) async -> APIError? {
    do {
      _ = try await call(name, arguments, token: token)
      return nil
    } catch {
      return error as? APIError
    }
  }
}

extension APIResponse {
  var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
}

/// Keeps what was said.
final class Heard: Sendable {
  private let kept = Mutex<[String]>([])

  var texts: [String] { kept.withLock { $0 } }
  func hear(_ text: String) { kept.withLock { $0.append(text) } }
}
