import HufuClient
import HufuSandbox
import HufuSigning

/// `/_sandbox/…`: lets faults happen, shows the journal, puts everything back. For callers on this machine only.
///
/// A web page must not reach it through its visitor's browser: `Host` has to be a loopback name (no DNS rebinding) and `Origin`, where
/// there is one, a loopback address too.
struct ControlRoutes {
  let sandbox: Sandbox
  let plan: SandboxPlan
  let now: Timestamp

  private static let routes: [(method: Method, name: String)] = [
    (.get, ""), (.get, "mounts"), (.get, "endings"), (.get, "journal"), (.post, "faults"), (.post, "reset"),
  ]

  func respond(to request: APIRequest, from peer: String?) -> APIResponse {
    guard isLocal(request, peer: peer) else {
      return Self.refusal(
        403, zh: "控制接口只接受本机请求，且 Host 必须是回环名。", en: "Control routes take requests from this machine only, with a loopback name in Host.",
        remedy: Bilingual(zh: "请用 http://127.0.0.1:端口/_sandbox/。", en: "Use http://127.0.0.1:PORT/_sandbox/."))
    }
    let name = String(request.path.dropFirst("/_sandbox/".count))
    guard let route = Self.routes.first(where: { $0.name == name }) else {
      let names = Self.routes.map(\.name).filter { !$0.isEmpty }
      return Self.refusal(
        404, zh: "没有控制接口 \(name)。", en: "There is no control route \(name).",
        remedy: names.nearest(to: name).map { Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?") })
    }
    guard request.method == route.method || (request.method == .head && route.method == .get) else {
      var refusal = Self.refusal(
        405, zh: "请用 \(route.method.rawValue)。", en: "Use \(route.method.rawValue).",
        remedy: Bilingual(zh: "写法见 /_sandbox/。", en: "/_sandbox/ shows how."))
      refusal.head.headers.append(HeaderField("Allow", route.method.rawValue))
      return refusal
    }
    switch name {
    case "mounts": return Self.json(200, .array(plan.mounts.map(Self.describe)))
    case "endings": return Self.json(200, .array(plan.mounts.flatMap(Self.endings)))
    case "journal": return journal(request)
    case "faults": return faults(request.body.bytes ?? [])
    case "reset":
      sandbox.reset()
      return Self.json(200, ["reset": true])
    default: return help
    }
  }

  private func isLocal(_ request: APIRequest, peer: String?) -> Bool {
    guard let peer, let host = request.headers["Host"] else { return false }
    let address = peer.lowercased().hasPrefix("::ffff:") ? String(peer.dropFirst(7)) : peer
    let origin = request.headers["Origin"]
    return Endpoint(scheme: .http, host: address).isLoopback
      && (try? Endpoint("http://" + host))?.isLoopback == true
      && origin.map { (try? Endpoint($0))?.isLoopback == true } ?? true
  }

  private func journal(_ request: APIRequest) -> APIResponse {
    let since = request.queryItems["since"].map { Int($0) } ?? 0
    guard let since else {
      return Self.refusal(
        400, zh: "since 应为日志条目的 number。", en: "since is the number of a journal entry.",
        remedy: Bilingual(zh: "回答里只有它之后的条目。", en: "The answer holds the entries after it."))
    }
    return Self.json(200, .array(sandbox.journal.filter { $0.number > since }.map(\.json)))
  }

  private func faults(_ body: [UInt8]) -> APIResponse {
    do {
      let orders = try FaultOrder.parse(try JSONValue(parsing: body), mounts: plan.mounts.map(\.name))
      for order in orders { sandbox.inject(order.fault, at: order.mount, now: now) }
      return Self.json(200, ["injected": .int(orders.count)])
    } catch let error as UsageError {
      return Self.refusal(400, zh: error.message.zh, en: error.message.en, remedy: error.remedy)
    } catch {
      return Self.refusal(400, zh: "不是 JSON：\(error)。", en: "This is not JSON: \(error).")
    }
  }

  private static func endings(_ mount: SandboxMount) -> [JSONValue] {
    mount.variant.endings.map { ending in
      let arguments = ending.arguments.items.map { item in
        let value: JSONValue =
          if case .json(let value) = item.value { value } else if case .text(let text) = item.value { .string(text) } else { .null }
        return JSONValue.Member(item.name, value)
      }
      return [
        "mount": .string(mount.name), "profile": .string(mount.profile.name), "job": .string(ending.job),
        "verdict": .string(ending.verdict.rawValue), "arguments": .object(arguments),
      ]
    }
  }

  private static func describe(_ mount: SandboxMount) -> JSONValue {
    [
      "mount": .string(mount.name), "platform": .string(mount.platform), "prefix": .string(mount.prefix),
      "profile": .string(mount.profile.name), "title": ["zh": .string(mount.title.zh), "en": .string(mount.title.en)],
    ]
  }

  private static func refusal(_ status: Int, zh: String, en: String, remedy: Bilingual? = nil) -> APIResponse {
    var error: JSONValue = ["zh": .string(zh), "en": .string(en)]
    if let remedy { error["remedy"] = ["zh": .string(remedy.zh), "en": .string(remedy.en)] }
    return json(status, ["error": error])
  }

  private static func json(_ status: Int, _ value: JSONValue) -> APIResponse {
    APIResponse(
      status, headers: [HeaderField("Content-Type", "application/json; charset=utf-8")],
      body: JSONWriter.pretty(value) + [UInt8(ascii: "\n")])
  }
}
