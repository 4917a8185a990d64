import AsyncHTTPClient
import HufuClient
import HufuSigning
import NIOCore
import NIOHTTP1

/// A request as AsyncHTTPClient takes it.
struct WireRequest {
  var request: HTTPClientRequest

  /// - Throws: ``HufuClient/TransportError`` when the target is not clean ASCII, a header cannot stand in HTTP, or a file cannot be read.
  init(_ api: APIRequest, to endpoint: Endpoint, boundary: () -> String) throws {
    let target = endpoint.prefix + api.target
    guard target.utf8.first == UInt8(ascii: "/"), target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
      throw TransportError(.unsendable, "the request target holds a character that must be percent-encoded")
    }
    guard target.utf8.count <= Self.targetLimit else {
      throw TransportError(.unsendable, "the address is \(target.utf8.count) bytes long; servers take \(Self.targetLimit) at most")
    }
    guard endpoint.host.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw TransportError(.unsendable, "the host name must be written in its ASCII form (xn--…)")
    }
    request = HTTPClientRequest(url: endpoint.origin + "/")
    request.method = HTTPMethod(rawValue: api.method.rawValue)
    request.headers.add(name: "Host", value: endpoint.authority)
    request.headers.add(name: ExactTarget.header, value: target)
    for field in api.headers where !Self.ownHeaders.contains(field.name.lowercased()) {
      request.headers.add(name: field.name, value: field.value)
    }
    switch api.body {
    case .none: break
    case .bytes(let bytes): request.body = .bytes(ByteBuffer(bytes: bytes))
    case .file(let path): setBody([try .file(path)])
    case .multipart(let parts):
      let multipart = try Multipart(parts, boundary: boundary())
      request.headers.replaceOrAdd(name: "Content-Type", value: multipart.contentType)
      setBody(multipart.pieces)
    }
  }

  /// No server of these platforms takes a longer first line; what is longer would be cut off in the middle.
  private static let targetLimit = 60_000

  /// Said by the transport alone.
  private static let ownHeaders: Set<String> = ["host", "content-length", "transfer-encoding", ExactTarget.header.lowercased()]

  private mutating func setBody(_ pieces: [BodyPiece]) {
    request.body = .stream(BodyStream(pieces: pieces), length: .known(pieces.reduce(0) { $0 + $1.length }))
  }
}
