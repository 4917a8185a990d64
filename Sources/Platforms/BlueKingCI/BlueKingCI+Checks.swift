import HufuClient
import HufuSigning

extension BlueKingCI {
  /// Whether the server asks for tokens at all: a call without one is refused by the token filter, or reaches what lies behind
  /// (platforms/bkci.md §1.6).
  static let asksForTokens = PlatformCheck(zh: "令牌认证", en: "token authentication") { connection in
    do {
      var operation = try connection.catalogue.operation("projects.list")
      guard operation.template.hasPrefix("/ms/openapi/") else {
        return .skip(zh: "经过蓝鲸 API 网关调用，由网关认证。", en: "Calls go through the BlueKing API Gateway, which authenticates them.")
      }
      operation.access = .open
      _ = try await connection.send(try connection.request(operation, [:]), as: operation)
      return isOff
    } catch let error as APIError where error.fault == "tokenMissing" {
      return .pass(zh: "已开启：没有 access_token 的请求会被拒绝。", en: "It is on: a request without access_token is refused.")
    } catch let error as APIError where error.fault == "userMissing" || error.fault == "parameterMissing" {
      return isOff
    } catch {
      return .skip(zh: "服务器的回答看不出令牌认证是否开启。", en: "The server's answer does not tell whether token authentication is on.")
    }
  }

  private static let isOff = Finding.warn(
    zh: "没有开启：任何能访问这台服务器的人，都可以用任意用户名调用开放接口。",
    en: "It is off: whoever reaches this server may call its open API under any user's name.",
    remedy: Bilingual(
      zh: "请运维按 hufu explain bkci enable-token 开启，然后在 profile 里填 accessToken。",
      en: "Have an operator switch it on (hufu explain bkci enable-token), then put accessToken into the profile."))
}
