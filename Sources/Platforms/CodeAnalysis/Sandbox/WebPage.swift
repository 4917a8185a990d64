import HufuSigning

/// What a deployment says in HTML: the web front end, nginx before the analysis server, and Django where it has no JSON to give.
enum WebPage {
  static let server = HeaderField("Server", "nginx/1.22.1")
  /// What Django's security middleware puts on every answer.
  static let guards = [
    HeaderField("X-Frame-Options", "DENY"), HeaderField("X-Content-Type-Options", "nosniff"), HeaderField("Referrer-Policy", "same-origin"),
  ]

  /// The front end answers every address it does not know with its start page.
  static let front = APIResponse(200, headers: [server, html], body: Array("<!doctype html><title>TCA</title>\n".utf8))
  static let notFound = django(404, "Not Found", "The requested resource was not found on this server.")
  static let serverError = django(500, "Server Error (500)", "")

  /// Django's `APPEND_SLASH`: the address has lost what the two proxies before it took away.
  static func missingSlash(_ request: APIRequest) -> APIResponse {
    var inner = request
    inner.path = innerPath(of: request.path) + "/"
    return APIResponse(301, headers: [server, html, HeaderField("Location", inner.target)] + guards + [HeaderField("Vary", "Origin")])
  }

  /// A path as the Django servers see it: without `/server/main` or `/server/analysis`.
  static func innerPath(of path: String) -> String {
    "/" + path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).dropFirst(2).joined(separator: "/")
  }

  static func nginx(_ status: Int, _ title: String) -> APIResponse {
    let page =
      "<html>\r\n<head><title>\(status) \(title)</title></head>\r\n<body>\r\n<center><h1>\(status) \(title)</h1></center>\r\n"
      + "<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
    let challenge = status == 401 ? [HeaderField("WWW-Authenticate", "Token")] : []
    return APIResponse(status, headers: [server, html] + challenge, body: Array(page.utf8))
  }

  private static let html = HeaderField("Content-Type", "text/html; charset=utf-8")

  private static func django(_ status: Int, _ title: String, _ text: String) -> APIResponse {
    let page = """

      <!doctype html>
      <html lang="en">
      <head>
        <title>\(title)</title>
      </head>
      <body>
        <h1>\(title)</h1><p>\(text)</p>
      </body>
      </html>

      """
    return APIResponse(status, headers: [server, html] + guards + [HeaderField("Vary", "Origin")], body: Array(page.utf8))
  }
}
