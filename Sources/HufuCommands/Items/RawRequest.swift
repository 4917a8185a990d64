import HufuClient
import HufuSigning

/// A request as `hufu request` and `hufu sign` are told it: method, path or address, items.
struct RawRequest {
  let method: HufuSigning.Method
  let target: String
  let items: [String]

  init(method: String, target: String, items: [String]) throws {
    guard let known = HufuSigning.Method(rawValue: method.uppercased()) else {
      let nearest = HufuSigning.Method.allCases.map(\.rawValue).nearest(to: method).map {
        Bilingual(zh: "是不是 \($0)？", en: "Did you mean \($0)?")
      }
      throw UsageError(zh: "没有请求方法 \(method)。", en: "There is no method \(method).", remedy: nearest)
    }
    self.method = known
    self.target = target
    self.items = items
  }

  /// The unsigned request, relative to the connection's endpoint.
  func request(for connection: Connection) throws -> APIRequest {
    let (path, query) = try relative(to: connection.endpoint)
    var request = APIRequest(method, path)
    request.query = Array(query.utf8)
    var fields: [(name: String, value: ParameterValue)] = []
    var queryItems: [QueryItem] = []
    for text in items {
      switch try RequestItem(text) {
      case .query(let name, let value): queryItems.append(QueryItem(name, value))
      case .header(let name, let value): request.headers.append(HeaderField(name, try Self.checkedHeader(name, value)))
      case .text(let name, let value): fields.append((name, .json(.string(value))))
      case .json(let name, let value): fields.append((name, .json(value)))
      case .file(let name, let path): fields.append((name, .file(path: path)))
      }
    }
    if !queryItems.isEmpty {
      let text = QueryItem.encode(queryItems)
      request.query += request.query.isEmpty ? text : [UInt8(ascii: "&")] + text
    }
    guard let first = fields.first else { return request }
    guard method.takesBody || method == .delete else {
      throw UsageError(
        zh: "\(method.rawValue) 请求没有请求体；查询参数写成 \(first.name)==值。",
        en: "A \(method.rawValue) request has no body; write query parameters as \(first.name)==VALUE.")
    }
    try BodyFields(fields).fill(&request, as: connection.bodyForm)
    return request
  }

  /// Path and query; a full address must be of the profile's own origin.
  private func relative(to endpoint: Endpoint) throws -> (path: String, query: String) {
    var rest = target[...]
    if target.contains("://") {
      let (given, _) = try Endpoint.parse(String(target.prefix { $0 != "?" && $0 != "#" }))
      guard given.origin == endpoint.origin, (given.prefix + "/").hasPrefix(endpoint.prefix + "/") else {
        throw UsageError(
          zh: "地址 \(given.origin) 不是该 profile 的服务器 \(endpoint)。",
          en: "The address \(given.origin) is not this profile's server \(endpoint).",
          remedy: Bilingual(
            zh: "凭据只发给 profile 的 url；请换 profile 或只写路径。",
            en: "Credentials only go to the profile's url; take another profile, or write the path alone."))
      }
      let authority = target.split(separator: "://", maxSplits: 1).last ?? ""
      rest = authority[(authority.firstIndex(of: "/") ?? authority.endIndex)...].dropFirst(endpoint.prefix.count)
    }
    if rest.first != "/" { rest = "/" + rest }
    let path = rest.prefix { $0 != "?" && $0 != "#" }
    let query = rest.dropFirst(path.count).prefix { $0 != "#" }.dropFirst()
    // A server in between may resolve dots, and the credential would land on another application of the same origin.
    let plain = PercentEncoding.decode(PercentEncoding.decode(String(path))).replacing("\\", with: "/")
    guard !plain.split(separator: "/").contains(where: { ["..", "."].contains($0.prefix { $0 != ";" }) }) else {
      throw UsageError(
        zh: "路径 \(path) 里有 . 或 .. 段，可能走出该 profile 的服务器前缀。",
        en: "The path \(path) holds a . or .. segment, which may lead out of this profile's prefix.",
        remedy: Bilingual(zh: "写出完整、规范的路径。", en: "Write the path in full."))
    }
    return (Self.wireText(path), Self.wireText(query))
  }

  /// Text as it may stand in an address: what is not printable ASCII is percent-encoded, the rest kept byte for byte.
  private static func wireText(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte > 0x20, byte < 0x7F { bytes.append(byte) } else { PercentEncoding.unreserved.encode([byte], into: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func checkedHeader(_ name: String, _ value: String) throws -> String {
    guard (name + value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw UsageError(zh: "请求头 \(name) 含有控制字符。", en: "The header \(name) holds a control character.")
    }
    return value.trimmed
  }
}

extension String {
  /// Without spaces around it.
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
