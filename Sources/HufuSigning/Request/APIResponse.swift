/// A whole answer: status, headers and the body's bytes, already decompressed.
public struct APIResponse: Sendable, Equatable {
  public var head: ResponseHead
  public var body: [UInt8]

  public init(_ status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
    head = ResponseHead(status: status, headers: headers)
    self.body = body
  }

  public init(_ head: ResponseHead, body: [UInt8]) {
    self.head = head
    self.body = body
  }

  public var status: Int { head.status }
  public var text: String { String(decoding: body, as: UTF8.self) }
}

/// The first lines of an answer: what is known before its body is read.
public struct ResponseHead: Sendable, Equatable {
  public var status: Int
  public var headers: [HeaderField]

  public init(status: Int, headers: [HeaderField]) {
    self.status = status
    self.headers = headers
  }

  public var contentType: String { headers["Content-Type"]?.lowercased() ?? "" }
  /// Whether the server says the body is JSON. It may lie; decode carefully.
  public var isJSON: Bool { contentType.contains("json") }
  public var isHTML: Bool { contentType.contains("html") }
  public var isRedirect: Bool { (300..<400).contains(status) }
}
