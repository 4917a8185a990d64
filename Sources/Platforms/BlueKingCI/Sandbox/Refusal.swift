import HufuClient
import HufuSigning

/// A no of the platform: its true answer, and the reason for the journal.
struct Refusal: Error {
  var response: APIResponse
  var reason: String

  /// The ordinary form: `{"status": …, "message": …}`.
  static func envelope(_ status: Int, code: Int? = nil, _ message: String, data: String? = nil, reason: String? = nil) -> Refusal {
    var body: JSONValue = ["status": .int(code ?? status), "message": .string(message)]
    if let data { body["data"] = .string(data) }
    return Refusal(response: .json(body, status: status), reason: reason ?? message)
  }

  /// What nginx says before any service is asked: `result` is true and `data` an empty text, on an error (platforms/bkci.md §1.5).
  static func gateway(_ status: Int, _ message: String) -> Refusal {
    let body = #"{"status": \#(status),"data": "","result":true,"message": "\#(message)"}"#
    return Refusal(response: APIResponse(status, headers: [.json], body: Array(body.utf8)), reason: message)
  }

  /// The token filter's answers: text, whatever their header says.
  static func text(_ text: String, status: Int = 400, reason: String? = nil) -> Refusal {
    Refusal(
      response: APIResponse(status, headers: [HeaderField("Content-Type", "text/plain;charset=UTF-8")], body: Array(text.utf8)),
      reason: reason ?? text)
  }

  static let notLoggedIn = gateway(401, "用户权限验证失败。")
  static let unknownRoute = gateway(404, "请求资源不存在。")
  static let unknownResource = envelope(404, "请求的资源不存在")
  static let wrongMethod = envelope(405, "HTTP 405 Method Not Allowed")
  static let deploying = gateway(503, "后台正在部署中，请稍后。")
  static let innerTimeout = envelope(408, "访问后台数据超时", data: "Read timed out executing POST http://process/api/service/builds")
  static let secretMissing = envelope(
    400, code: 2_100_026, "config密钥配置错误: AUTH| generateUserToken failed, because config[auth.accessToken.secret] is not found")
  static let tooFrequent = envelope(400, code: 2_101_020, "不能太频繁启动构建")
  static let bodyUnreadable = envelope(400, "请求体内容格式错误: Cannot deserialize value of type `java.lang.String`")

  static func pathIllegal(_ path: String) -> Refusal { text("Devops OpenAPI Auth fail: path(\(path)) illegal!") }
  static func forbidden(_ detail: String) -> Refusal { envelope(403, "你没有权限进行该操作", data: detail) }
  static func projectUnknown(_ code: String) -> Refusal { envelope(404, "ProjectId [\(code)] not find, please check it.") }
  static func pipelineUnknown(_ id: String) -> Refusal { envelope(404, code: 2_101_038, "流水线不存在[\(id)]") }
  static func buildUnknown(_ id: String) -> Refusal { envelope(404, code: 2_101_163, "流水线构建[\(id)]不存在") }
  static func stopForbidden(_ user: String) -> Refusal { envelope(400, code: 2_101_340, "用户(\(user))没有停止该构建的权限") }
  static func pipelineLocked(_ name: String) -> Refusal { envelope(400, code: 2_101_047, "流水线[\(name)]处于锁定状态，暂不可构建") }
  static func buildEnded(_ number: Int) -> Refusal { envelope(400, code: 2_101_182, "流水线构建[\(number)]已结束，不能重复停止") }

  static func parameterMissing(_ name: String, of operation: Operation) -> Refusal {
    let version = operation.generation == "v3" ? "V3" : "V4"
    let method = "apigw.\(version.lowercased()).\(resource(operation))\(version)Impl.\(verb(operation))"
    return envelope(
      400, "Parameter specified as non-null is null: method com.tencent.devops.openapi.resources.\(method), parameter \(name)",
      reason: "missing parameter \(name)")
  }

  static func parameterType(_ name: String) -> Refusal {
    envelope(404, "查询参数类型错误: \(name), HTTP 404 Not Found", reason: "parameter \(name) has the wrong type")
  }

  /// ApigwProjectResource, ApigwBuildResource …
  private static func resource(_ operation: Operation) -> String {
    let noun = operation.name.prefix { $0 != "." }
    let singular = noun.hasSuffix("s") && noun != "logs" ? noun.dropLast() : noun
    return "Apigw" + (singular.first?.uppercased() ?? "") + singular.dropFirst() + "Resource"
  }

  private static func verb(_ operation: Operation) -> String { String(operation.name.drop { $0 != "." }.dropFirst()) }
}

extension HeaderField {
  static let json = HeaderField("Content-Type", "application/json;charset=UTF-8")
}

extension APIResponse {
  static func json(_ value: JSONValue, status: Int = 200) -> APIResponse {
    APIResponse(status, headers: [.json], body: JSONWriter.compact(value))
  }

  /// `{"status": 0, "data": …}`; without data where there is none, as the platform leaves nulls out.
  static func success(_ data: JSONValue?) -> APIResponse {
    var body: JSONValue = ["status": 0]
    if let data { body["data"] = data }
    return .json(body)
  }
}
