import ArgumentParser
import HufuClient
import HufuSigning

/// The forms in which `hufu sign` shows a signed request.
enum SignedForm: String, CaseIterable, ExpressibleByArgument {
  /// As it goes on the wire.
  case http
  /// A line for a POSIX shell.
  case curl
  /// For programs: `{"method","url","headers":[["name","value"],…],"body","bodyEncoding":"utf8"|"base64"}`.
  case json

  func text(_ request: APIRequest, at endpoint: Endpoint) -> [UInt8] {
    switch self {
    case .http: Self.http(request, endpoint)
    case .curl: Array((Self.curl(request, endpoint) + "\n").utf8)
    case .json: JSONWriter.compact(Self.json(request, endpoint)) + [UInt8(ascii: "\n")]
    }
  }

  private static func http(_ request: APIRequest, _ endpoint: Endpoint) -> [UInt8] {
    var text = "\(request.method.rawValue) \(endpoint.prefix)\(request.target) HTTP/1.1\nHost: \(endpoint.authority)\n"
    for field in request.headers { text += "\(field.name): \(field.value)\n" }
    var bytes = Array((text + "\n").utf8)
    switch request.body {
    case .none: break
    case .bytes(let body): bytes += body + (body.isEmpty ? [] : [UInt8(ascii: "\n")])
    case .file(let path): bytes += Array("@\(path)\n".utf8)
    case .multipart(let parts): bytes += Array(parts.map { "[part \($0.name)]\n" }.joined().utf8)
    }
    return bytes
  }

  private static func curl(_ request: APIRequest, _ endpoint: Endpoint) -> String {
    // --globoff and --path-as-is keep curl from rewriting what was signed; an empty header value is written with ; in curl.
    var words = ["curl", "--globoff", "--path-as-is", "-X", request.method.rawValue, quoted(endpoint.address(of: request))]
    for field in request.headers { words += ["-H", quoted(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")] }
    var before = ""
    switch request.body {
    case .none: break
    case .bytes(let body):
      if request.headers["Content-Type"] == nil { words += ["-H", quoted("Content-Type:")] }
      if let text = String(validating: body, as: UTF8.self), !text.utf8.contains(0), !text.hasPrefix("@") {
        words += ["--data-binary", quoted(text)]
      } else {
        before = "printf %s \(quoted(Base64.encode(body))) | base64 -d | "
        words += ["--data-binary", "@-"]
      }
    case .file(let path): words += ["--data-binary", quoted("@" + path)]
    case .multipart(let parts):
      for part in parts {
        switch part.content {
        case .file(let path): words += ["-F", quoted("\(part.name)=@\(path)")]
        case .bytes(let bytes): words += ["--form-string", quoted("\(part.name)=\(String(decoding: bytes, as: UTF8.self))")]
        }
      }
    }
    return before + words.joined(separator: " ")
  }

  private static func json(_ request: APIRequest, _ endpoint: Endpoint) -> JSONValue {
    let body = request.body.bytes ?? []
    let text = String(validating: body, as: UTF8.self)
    return [
      "method": .string(request.method.rawValue), "url": .string(endpoint.address(of: request)),
      "headers": .array(request.headers.map { .array([.string($0.name), .string($0.value)]) }),
      "body": .string(text ?? Base64.encode(body)), "bodyEncoding": .string(text == nil ? "base64" : "utf8"),
    ]
  }

  /// A word a POSIX shell reads as it is.
  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
