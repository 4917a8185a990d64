import HufuClient
import HufuSigning

/// Why the sandbox says no, and in what words; codes and texts are its own, the server's are not public.
enum Refusal: Error {
  case keysMissing
  case keys
  case refreshToken
  case signature(SignatureRejection)
  case bodyIsNoObject
  /// A job whose parameters choose an end or a length that the sandbox does not play.
  case noSuchEnd
  case noSuchJob
  case jobIsOver
  case noSuchPath

  /// - Parameter isStrict: answers alike for everything that is wrong with a handshake.
  func answer(isStrict: Bool) -> SandboxAnswer {
    let message = isStrict && code == 401 ? "认证失败" : message
    return .refusal(code, message, status: status, because: reason)
  }

  private var code: Int {
    switch self {
    case .keys, .refreshToken, .signature: 401
    case .keysMissing, .bodyIsNoObject, .noSuchEnd: 400
    case .noSuchJob, .noSuchPath: 404
    case .jobIsOver: 409
    }
  }

  private var status: Int { if case .noSuchPath = self { 404 } else { 200 } }

  private var message: String {
    switch self {
    case .keysMissing: "缺少accessKey、secretKey或refreshToken"
    case .keys: "accessKey或secretKey错误"
    case .refreshToken: "refreshToken无效或已过期"
    case .signature(let rejection):
      switch rejection.reason {
      case .missing: "缺少accesstoken、timestamp或signature"
      case .malformed: "请求格式错误"
      case .unknownKey: "accesstoken无效"
      case .expired: "accesstoken已过期或时间戳超出10分钟"
      case .mismatch: "签名错误"
      case .replayed: "签名已被使用"
      }
    case .bodyIsNoObject: "请求体不是JSON对象"
    case .noSuchEnd: "\(SandboxJob.endParameter)应为\(Self.ends)，\(SandboxJob.secondsParameter)应为0到86400的整数"
    case .noSuchJob: "作业不存在"
    case .jobIsOver: "作业已结束"
    case .noSuchPath: "接口不存在"
    }
  }

  private static let ends = SandboxJob.End.allCases.map(\.rawValue).joined(separator: "、")

  /// For the journal.
  private var reason: String {
    switch self {
    case .keysMissing: "token call without keys"
    case .keys: "wrong accessKey or secretKey"
    case .refreshToken: "unknown or used refresh token"
    case .signature(let rejection): "\(rejection.reason.rawValue): \(rejection.detail)"
    case .bodyIsNoObject: "the body is not a JSON object"
    case .noSuchEnd: "\(SandboxJob.endParameter) or \(SandboxJob.secondsParameter) is none the sandbox plays"
    case .noSuchJob: "no such job"
    case .jobIsOver: "the job is over"
    case .noSuchPath: "no such path"
    }
  }
}

extension SandboxAnswer {
  static func success(_ result: JSONValue) -> SandboxAnswer {
    SandboxAnswer(wrapped(["code": 200, "msg": "success", "result": result], status: 200))
  }

  fileprivate static func refusal(_ code: Int, _ message: String, status: Int, because reason: String) -> SandboxAnswer {
    SandboxAnswer(wrapped(["code": .int(code), "msg": .string(message), "result": .null], status: status), refusal: reason)
  }

  private static func wrapped(_ body: JSONValue, status: Int) -> APIResponse {
    APIResponse(
      status, headers: [HeaderField("Content-Type", "application/json;charset=UTF-8")], body: JSONWriter.compact(body))
  }
}
