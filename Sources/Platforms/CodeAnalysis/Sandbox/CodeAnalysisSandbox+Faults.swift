import HufuClient
import HufuSigning

extension CodeAnalysisSandbox {
  func refusal(for fault: SandboxFault, to request: APIRequest, at moment: Moment) -> SandboxAnswer? {
    switch fault {
    case .status(let status, _): response(status, to: request).map { SandboxAnswer($0, refusal: "injected status \(status)") }
    case .html: SandboxAnswer(WebPage.front, refusal: "injected web page")
    case .ipRefused: SandboxAnswer(WebPage.nginx(403, "Forbidden"), refusal: "injected address refusal")
    default: nil
    }
  }

  /// What the server asked would say with this status: JSON on main; on analysis nginx's page for 401 and 403; HTML for its own failures.
  private func response(_ status: Int, to request: APIRequest) -> APIResponse? {
    let server = Self.server(of: request.path) ?? .main
    let desk = Desk(server: server, allow: "GET, HEAD, OPTIONS")
    func said(_ text: String) -> APIResponse { desk.refusal(status, text, because: "injected").answer.response }
    switch status {
    case 301: return WebPage.missingSlash(request)
    case 400: return said("请求参数错误")
    case 401: return server == .main ? said("认证令牌无效。") : WebPage.nginx(401, "Authorization Required")
    case 403: return server == .main ? said("您没有执行该操作的权限。") : WebPage.nginx(403, "Forbidden")
    case 404: return said("未找到。")
    case 405: return said("方法 “\(request.method.rawValue)” 不被允许。")
    case 406: return said("无法满足Accept HTTP头的请求。")
    case 415: return said("不支持请求中的媒体类型 “\(request.headers["Content-Type"] ?? "")”。")
    case 500: return WebPage.serverError
    case 413: return WebPage.nginx(413, "Request Entity Too Large")
    case 502: return WebPage.nginx(502, "Bad Gateway")
    case 503: return WebPage.nginx(503, "Service Temporarily Unavailable")
    case 504: return WebPage.nginx(504, "Gateway Time-out")
    default: return nil
    }
  }
}
