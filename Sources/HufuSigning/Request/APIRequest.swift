/// A request as a value, relative to an endpoint: everything that goes on the wire but the host.
///
/// `path` is percent-encoded and starts with `/`; `query` is the raw text after `?`, without it. Nothing is re-encoded on the way to the
/// wire, because several platforms sign or carry tokens in exactly these bytes.
public struct APIRequest: Sendable, Equatable {
  public var method: Method
  public var path: String
  public var query: [UInt8]
  public var headers: [HeaderField]
  public var body: RequestBody

  public init(_ method: Method, _ path: String, query: String = "", headers: [HeaderField] = [], body: RequestBody = .none) {
    self.method = method
    self.path = path
    self.query = Array(query.utf8)
    self.headers = headers
    self.body = body
  }

  /// The request target as it stands in the first line of the request: path, and query if there is one.
  public var target: String { query.isEmpty ? path : path + "?" + String(decoding: query, as: UTF8.self) }

  /// The query's parameters, percent-decoded with `+` as a space, in order.
  public var queryItems: [QueryItem] { QueryItem.parse(query) }

  /// The parameters of a form body, percent-decoded with `+` as a space, in order.
  public var formItems: [QueryItem] { QueryItem.parse(body.bytes ?? []) }
}
