import HufuClient
import HufuSigning

/// The platform's no: HTTP 200, a code and a text. The journal learns the true reason.
struct Refusal: Error {
  let code: String
  let message: String
  let reason: String

  init(code: String, says message: String, because reason: String? = nil) {
    self.code = code
    self.message = message
    self.reason = reason ?? message
  }

  /// A refusal the error catalogue lists, with its first code.
  init(_ fault: String, says message: String, because reason: String? = nil) {
    self.init(code: Tianyi.errors[fault]?.codes.first ?? "-1", says: message, because: reason)
  }

  static let systemError = Refusal("systemError", says: "系统错误")

  /// What a form that is not genuine is told. What opens wrongly ends as 系统错误, as in the vendor's own Java.
  init(_ rejection: SignatureRejection, rules: PlatformRules) {
    let reason = "\(rejection.reason.rawValue): \(rejection.detail)"
    switch rejection.reason {
    case .missing: self.init("headerMissing", says: "应用不存在", because: reason)
    case .unknownKey: self.init("unknownApplication", says: "应用不存在", because: reason)
    case .mismatch, .replayed: self.init(code: rules.signatureCode, says: "签名错误", because: reason)
    case .expired: self.init(code: rules.signatureCode, says: "时间戳超时", because: reason)
    case .malformed: self.init("systemError", says: "系统错误", because: reason)
    }
  }

  var answer: SandboxAnswer {
    SandboxAnswer(Self.envelope(["code": .number(code), "msg": .string(message)]), refusal: "\(code) \(reason)")
  }

  static func envelope(_ value: JSONValue) -> APIResponse {
    APIResponse(200, headers: [HeaderField("Content-Type", "application/json;charset=UTF-8")], body: JSONWriter.compact(value))
  }
}
