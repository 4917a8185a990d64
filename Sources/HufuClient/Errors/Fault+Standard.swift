import HufuSigning

extension Fault {
  /// What an HTTP status means on any server; the last resort where a platform's catalogue has nothing nearer.
  static func standard(status: Int) -> Fault? {
    switch status {
    case 300..<400: .redirected
    case 400: .badRequest
    case 401: .unauthorized
    case 403: .forbidden
    case 404: .notFound
    case 405: .methodNotAllowed
    case 408: .requestTimeout
    case 409: .conflict
    case 413: .tooLarge
    case 429: .tooManyRequests
    case 400..<500: .badRequest
    case 502, 503, 504: .unavailable
    case 500..<600: .serverError
    default: nil
    }
  }

  static let redirected = Fault(
    "redirected", form: .redirect, kind: .refused,
    meaning: Bilingual(zh: "服务器要求跳转。", en: "The server answers with a redirect."),
    remedy: Bilingual(
      zh: "Hufu 从不带着凭据跟随跳转。请检查 profile 的 url（协议、域名、前缀）和请求路径（末尾斜杠）。",
      en: "Hufu never follows a redirect with credentials. Check the profile's url (scheme, host, prefix) and the path (trailing slash)."))
  static let badRequest = Fault(
    "badRequest", kind: .invalid,
    meaning: Bilingual(zh: "服务器认为请求有误。", en: "The server finds the request faulty."),
    remedy: Bilingual(zh: "核对参数；用 --dry-run 查看将要发送的内容。", en: "Check the arguments; --dry-run shows what would be sent."))
  static let unauthorized = Fault(
    "unauthorized", kind: .unauthenticated,
    meaning: Bilingual(zh: "服务器不接受这份凭据。", en: "The server does not accept this credential."),
    remedy: Bilingual(zh: "核对 profile 的凭据是否属于这个地址。", en: "Check that the profile's credential belongs to this address."))
  static let forbidden = Fault(
    "forbidden", kind: .forbidden,
    meaning: Bilingual(zh: "没有权限。", en: "Permission denied."),
    remedy: Bilingual(zh: "请管理员授予该账号所需的权限。", en: "Ask an administrator for the permission."))
  static let notFound = Fault(
    "notFound", kind: .notFound,
    meaning: Bilingual(zh: "没有这个资源或路径。", en: "No such resource or path."),
    remedy: Bilingual(zh: "核对 id、路径和 profile 的 url 前缀。", en: "Check the ids, the path and the profile's url prefix."))
  static let methodNotAllowed = Fault(
    "methodNotAllowed", kind: .invalid,
    meaning: Bilingual(zh: "该路径不支持这个请求方法。", en: "The path does not take this method."),
    remedy: Bilingual(zh: "用 hufu operations 查找正确的操作。", en: "Find the right operation with hufu operations."))
  static let requestTimeout = Fault(
    "requestTimeout", kind: .unavailable,
    meaning: Bilingual(zh: "服务器等待超时；请求可能已经执行。", en: "The server timed out; the request may have been carried out."),
    remedy: Bilingual(zh: "先查询结果，再决定是否重试。", en: "Look up the result before trying again."))
  static let conflict = Fault(
    "conflict", kind: .conflict,
    meaning: Bilingual(zh: "与现有对象或状态冲突。", en: "In conflict with something that exists."),
    remedy: Bilingual(zh: "查询现状后再操作。", en: "Look at the present state first."))
  static let tooLarge = Fault(
    "tooLarge", status: 413, kind: .invalid,
    meaning: Bilingual(zh: "请求体超过服务器的上限。", en: "The body is larger than the server takes."),
    remedy: Bilingual(zh: "减小请求体，或请管理员调大上限。", en: "Send less, or ask for a higher limit."))
  static let tooManyRequests = Fault(
    "tooManyRequests", status: 429, kind: .throttled,
    meaning: Bilingual(zh: "请求太频繁，被限流。", en: "Too many requests; throttled."),
    remedy: Bilingual(zh: "在 profile 里设置 rate（例如 5/s），或稍后再试。", en: "Set rate in the profile (5/s, say), or try later."))
  static let unavailable = Fault(
    "unavailable", kind: .unavailable,
    meaning: Bilingual(zh: "服务暂时不可用。", en: "The service is not available now."),
    remedy: Bilingual(zh: "稍后再试；若持续出现，请联系平台运维。", en: "Try later; if it stays so, tell the platform's operators."))
  static let serverError = Fault(
    "serverError", kind: .server,
    meaning: Bilingual(zh: "服务器内部出错。", en: "The server failed."),
    remedy: Bilingual(zh: "稍后再试；若持续出现，把请求号告诉平台运维。", en: "Try later; if it stays so, tell the operators the request id."))
  /// A 2xx answer that is not what the platform's envelope promises.
  public static let unintelligible = Fault(
    "unintelligible", form: .html, kind: .malformed,
    meaning: Bilingual(zh: "无法理解服务器的回答：不是该平台的 JSON。", en: "The answer cannot be understood: it is not this platform's JSON."),
    remedy: Bilingual(
      zh: "检查 profile 的 url：可能指向了网页、登录页或别的服务。", en: "Check the profile's url: it may point at a web page, a login page or another service.")
  )
}
