import HufuClient
import HufuSigning

/// The json form of `hufu sign`, read back.
enum SignedRequest {
  /// - Throws: ``UsageError`` naming the member that does not fit.
  static func parse(_ text: [UInt8], for endpoint: Endpoint) throws -> APIRequest {
    let value: JSONValue
    do { value = try JSONValue(parsing: text) } catch {
      throw unreadable("第 \(error.line) 行第 \(error.column) 列", "line \(error.line), column \(error.column)")
    }
    guard let method = value["method"]?.text.flatMap({ HufuSigning.Method(rawValue: $0) }) else { throw unreadable("method", "method") }
    guard let url = value["url"]?.text else { throw unreadable("url", "url") }
    var target = url[...]
    if let scheme = url.firstRange(of: "://") {
      let rest = url[scheme.upperBound...]
      target = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
    }
    if !endpoint.prefix.isEmpty, target.hasPrefix(endpoint.prefix + "/") { target = target.dropFirst(endpoint.prefix.count) }
    let path = target.prefix { $0 != "?" }
    var request = APIRequest(method, path.isEmpty ? "/" : String(path), query: String(target.dropFirst(path.count + 1)))
    for pair in value["headers"]?.elements ?? [] {
      guard let name = pair[0]?.text, let text = pair[1]?.text else { throw unreadable("headers", "headers") }
      request.headers.append(HeaderField(name, text))
    }
    let body = value["body"]?.text ?? ""
    switch value["bodyEncoding"]?.text ?? "utf8" {
    case "utf8": request.body = body.isEmpty ? .none : .bytes(Array(body.utf8))
    case "base64":
      guard let bytes = try? Base64.decode(body) else { throw unreadable("body", "body") }
      request.body = .bytes(bytes)
    default: throw unreadable("bodyEncoding", "bodyEncoding")
    }
    return request
  }

  private static func unreadable(_ zh: String, _ en: String) -> UsageError {
    UsageError(
      zh: "标准输入不是 hufu sign --format json 的结果：\(zh) 不对。", en: "Standard input is not what hufu sign --format json prints: \(en) is wrong.",
      remedy: Bilingual(
        zh: #"应为 {"method","url","headers":[["名","值"]],"body","bodyEncoding":"utf8|base64"}。"#,
        en: #"Expected {"method","url","headers":[["name","value"]],"body","bodyEncoding":"utf8|base64"}."#))
  }
}
