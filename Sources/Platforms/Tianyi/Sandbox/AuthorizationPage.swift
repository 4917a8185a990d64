import HufuClient
import HufuSandbox
import HufuSigning

/// The page a user signs in on: plain HTML with two links. Its path is the sandbox's own; the platform's is not documented.
enum AuthorizationPage {
  static let path = "/open/oauth/login/page"

  /// The page's whole address, on the origin the caller came by.
  static func address(ticket: String, for request: APIRequest) -> String {
    "\(origin(of: request))\(path)?ticket=\(ticket)"
  }

  static func form(ticket: String) -> APIResponse {
    html(
      200,
      """
      <p>应用“沙箱”申请访问你的设备。</p>
      <p><a href="?ticket=\(ticket)&amp;confirm=1">确认授权</a> <a href="?ticket=\(ticket)&amp;confirm=0">拒绝</a></p>
      """)
  }

  static let gone = html(200, "<p>授权页面已失效，请重新获取。</p>")

  /// Sends the browser back: `errcode` 0 with the code, or an error code without one, and `state` as it came.
  static func redirect(to ticket: TokenDesk.Ticket, code: String?) -> APIResponse {
    let items =
      (code.map { [QueryItem("authCode", $0)] } ?? []) + [QueryItem("errcode", code == nil ? "-1" : "0"), QueryItem("state", ticket.state)]
    let location = ticket.callback + (ticket.callback.contains("?") ? "&" : "?") + String(decoding: QueryItem.encode(items), as: UTF8.self)
    return APIResponse(302, headers: [HeaderField("Location", location)])
  }

  /// Scheme, host and prefix by which a caller reaches the sandbox, as its HTTP server notes them.
  private static func origin(of request: APIRequest) -> String {
    guard let host = request.headers["Host"], host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
      return "http://127.0.0.1:7800/\(Tianyi.id)"
    }
    let scheme = request.headers["X-Forwarded-Proto"] == "https" ? "https" : "http"
    return "\(scheme)://\(host)\(request.headers["X-Forwarded-Prefix"] ?? "")"
  }

  private static func html(_ status: Int, _ inside: String) -> APIResponse {
    APIResponse(
      status, headers: [HeaderField("Content-Type", "text/html;charset=UTF-8")],
      body: Array("<!DOCTYPE html>\n<html lang=\"zh\"><head><title>天翼视联授权登录（沙箱）</title></head><body>\n\(inside)\n</body></html>\n".utf8))
  }
}
