/// The body of a request as a value: it names where its bytes are, so that a retry can read them again.
public enum RequestBody: Sendable, Equatable {
  case none
  case bytes([UInt8])
  /// Streamed from disk by the transport, and opened anew for every attempt.
  case file(path: String)
  case multipart([MultipartPart])

  /// The bytes at hand: empty for `none`, nil for a body that is streamed.
  public var bytes: [UInt8]? {
    switch self {
    case .none: []
    case .bytes(let bytes): bytes
    case .file, .multipart: nil
    }
  }
}

/// One part of a `multipart/form-data` body.
public struct MultipartPart: Sendable, Equatable {
  /// Where a part's bytes are.
  public enum Content: Sendable, Equatable {
    case bytes([UInt8])
    case file(path: String)
  }

  public var name: String
  /// The file name told to the server; nil for a plain field.
  public var filename: String?
  public var contentType: String?
  public var content: Content

  public init(name: String, filename: String? = nil, contentType: String? = nil, content: Content) {
    self.name = name
    self.filename = filename
    self.contentType = contentType
    self.content = content
  }
}
