import HufuClient
import HufuSigning

/// What any web server in front of a platform says for a fault the platform has no words of its own for.
enum StandardRefusal {
  static func answer(to fault: SandboxFault) -> SandboxAnswer? {
    switch fault {
    case .status(let status, _): SandboxAnswer(page(status, title: "\(status)"), refusal: "injected status \(status)")
    case .html: SandboxAnswer(page(200, title: "Welcome"), refusal: "injected web page")
    case .ipRefused: SandboxAnswer(page(403, title: "403 Forbidden"), refusal: "injected address refusal")
    default: nil
    }
  }

  /// The shape of nginx's own pages.
  static func page(_ status: Int, title: String) -> APIResponse {
    let html = "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n"
      + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    return APIResponse(status, headers: [HeaderField("Content-Type", "text/html")], body: Array(html.utf8))
  }
}
