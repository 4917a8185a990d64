import HufuClient
import HufuSigning

/// A view of one of the two Django servers: what it allows, and how it wraps answers and refusals.
struct Desk: Sendable {
  enum Server: Sendable {
    case main, analysis

    /// The code of every error that has none of its own.
    var genericCode: Int { self == .main ? 1000 : 100 }
  }

  var server: Server
  /// The value of `Allow`.
  var allow: String
  /// Whether a Token decided; else the session was asked too, and the answer varies with the cookie.
  var sawToken = true

  func data(_ data: JSONValue, status: Int) -> APIResponse {
    // A member `msg` of the data takes the place of the wrapper's own text (platforms/tca.md §0.4).
    let text = data["msg"] ?? "请求成功"
    return answer(status, ["data": data, "code": 0, "msg": text, "status_code": .int(status)])
  }

  var noContent: APIResponse { APIResponse(204, headers: [WebPage.server] + standing) }

  func refusal(
    _ status: Int, code: JSONValue? = nil, _ text: String, _ fields: [(String, JSONValue)] = [], because reason: String
  ) -> Refusal {
    var body: JSONValue = ["status_code": .int(status), "code": code ?? .int(server.genericCode), "msg": .string(text)]
    if !fields.isEmpty { body["invalid_fields"] = .array(fields.map { ["field": .string($0.0), "message": $0.1] }) }
    var response = answer(status, body)
    if status == 401 { response.head.headers.append(HeaderField("WWW-Authenticate", "Token")) }
    return Refusal(response, reason)
  }

  /// Validation: the text is that of the first finding, with its field in front.
  func invalid(_ fields: [(String, JSONValue)]) -> Refusal {
    let first = fields.first.map { $0.0 + " " + Self.firstText($0.1) } ?? ""
    return refusal(400, first, fields, because: "invalid: " + fields.map(\.0).joined(separator: ", "))
  }

  var unknown: Refusal { refusal(404, "未找到。", because: "no such thing") }
  var forbidden: Refusal { refusal(403, "您没有执行该操作的权限。", because: "not a member") }

  private static func firstText(_ message: JSONValue) -> String {
    switch message {
    case .array(let texts): texts.first.map(firstText) ?? ""
    case .object(let members): members.first.map { $0.key + " " + firstText($0.value) } ?? ""
    default: message.text ?? ""
    }
  }

  private var standing: [HeaderField] {
    [HeaderField("Vary", sawToken ? "Accept, Origin" : "Accept, Cookie, Origin"), HeaderField("Allow", allow)] + WebPage.guards
  }

  private func answer(_ status: Int, _ body: JSONValue) -> APIResponse {
    let bytes = JSONWriter.compact(body)
    // The outer nginx would compress what is larger than this, and says so even when it does not.
    let zip = bytes.count < 1024 ? [] : [HeaderField("Vary", "Accept-Encoding")]
    return APIResponse(status, headers: [WebPage.server, HeaderField("Content-Type", "application/json")] + zip + standing, body: bytes)
  }
}
