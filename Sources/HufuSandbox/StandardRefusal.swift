import HufuClient
package import HufuSigning

/// What any web server in front of a platform says for a fault the platform has no words of its own for.
package enum StandardRefusal {
  static func answer(to fault: SandboxFault) -> SandboxAnswer? {
    switch fault {
    case .status(let status, _): SandboxAnswer(page(status, title: "\(status)"), refusal: "injected status \(status)")
    case .html: SandboxAnswer(page(200, title: "Welcome"), refusal: "injected web page")
    case .ipRefused: SandboxAnswer(page(403, title: "403 Forbidden"), refusal: "injected address refusal")
    default: nil
    }
  }

  /// The answer where no platform is; it names those that are.
  static func nothing(at mount: String, among mounts: [String]) -> SandboxAnswer {
    let list = mounts.map { "/\($0)/" }.joined(separator: " ")
    let text = "这里没有平台 \(mount)。可用：\(list)\nno such platform; mounted here: \(list)\n"
    return SandboxAnswer(
      APIResponse(404, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8)),
      refusal: "nothing is mounted at \(mount)")
  }

  /// The shape of nginx's own pages.
  package static func page(_ status: Int, title: String) -> APIResponse {
    let html = "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n"
      + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    return APIResponse(status, headers: [HeaderField("Content-Type", "text/html")], body: Array(html.utf8))
  }
}
