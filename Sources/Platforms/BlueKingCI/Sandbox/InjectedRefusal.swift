import HufuSigning

/// The platform's own words for every status its document and its code name (platforms/bkci.md §2.2).
enum InjectedRefusal {
  /// - Returns: nil for a status that only a proxy in front would give; it then comes as a web page.
  static func refusal(_ status: Int, to request: APIRequest) -> Refusal? {
    switch status {
    case 400: request.method == .post && request.path.hasSuffix("start") ? .tooFrequent : .envelope(400, "参数校验失败:请求参数不合法")
    case 401: .notLoggedIn
    case 403: .forbidden("用户没有该项目的权限")
    case 404: .unknownResource
    case 405: .wrongMethod
    case 408: .innerTimeout
    case 409: .envelope(409, code: 2_101_013, "流水线名称已被使用")
    case 415: .envelope(415, "HTTP 415 Unsupported Media Type")
    case 417:
      Refusal(
        response: APIResponse(
          417, headers: [.json],
          body: Array(
            #"{"status": 417,"message": "用户没有蓝盾应用的访问权限", "errorCode": 1302403 , "redirectUrl":"/esb.error.html?message=1302403"}"#.utf8)),
        reason: "login not authorised")
    case 418: .envelope(418, "用户未进行OAuth授权")
    case 422: .gateway(422, "操作不能进行。")
    case 423: .envelope(423, "账号被锁定")
    case 500: .envelope(500, "系统内部繁忙，请稍后再试", data: "访问后台数据失败，已通知产品、开发，请稍后重试")
    case 503: .deploying
    default: nil
    }
  }
}
