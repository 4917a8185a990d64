import HufuSigning

extension Connection {
  /// How many redirects are followed.
  private static let hops = 5

  /// Opens a file at an address that an answer gave: a signed download address, say, often of another host.
  ///
  /// Nothing of this connection's own goes there: no credential, no standing header, no cookie. So redirects can be followed, which stores
  /// of files answer with; from https to http they are not. An address without scheme and host is one of this endpoint.
  ///
  /// - Throws: ``APIError`` when the address cannot be read or opened; what the other host says is not repeated.
  public func fetch(_ address: String) async throws -> Incoming {
    var place = try place(of: address, from: endpoint)
    for _ in 0...Self.hops {
      do {
        let incoming = try await transport.open(place.request, to: place.endpoint)
        if (200..<300).contains(incoming.head.status) {
          let origin = place.endpoint
          return Incoming(incoming.head, body: ExplainedBody(body: incoming.body) { self.explained($0, at: origin) })
        }
        guard (300..<400).contains(incoming.head.status), let next = incoming.head.headers["Location"] else {
          throw ErrorCatalogue(platform: platform, []).error(nil, for: APIResponse(incoming.head, body: []))
        }
        let target = try self.place(
          of: next, from: Endpoint(scheme: place.endpoint.scheme, host: place.endpoint.host, port: place.endpoint.port))
        guard place.endpoint.scheme == .http || target.endpoint.scheme == .https else { throw unfit(next) }
        place = target
      } catch { throw explained(error, at: place.endpoint) }
    }
    throw unfit(address)
  }

  private func place(of address: String, from base: Endpoint) throws -> (endpoint: Endpoint, request: APIRequest) {
    let text = address.prefix { $0 != "#" }
    var target = text
    var endpoint = base
    if let scheme = text.firstRange(of: "://"), !text.hasPrefix("/") {
      let end = text[scheme.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
      guard let origin = try? Endpoint(String(text[..<end])) else { throw unfit(address) }
      endpoint = origin
      target = text[end...]
    } else if text.hasPrefix("//") || !text.hasPrefix("/") {
      throw unfit(address)
    }
    let path = target.prefix { $0 != "?" }
    let request = APIRequest(.get, path.isEmpty ? "/" : String(path), query: String(target.dropFirst(path.count + 1)))
    for item in request.query.split(separator: UInt8(ascii: "&")) {
      options.redactor.learn(passing: String(decoding: item.drop { $0 != UInt8(ascii: "=") }.dropFirst(), as: UTF8.self))
    }
    return (endpoint, request)
  }

  private func explained(_ failure: any Error, at place: Endpoint) -> any Error {
    guard let error = failure as? TransportError else { return failure }
    return error.explained(at: place, platform: platform)
  }

  /// The address itself is as good as a key while it lasts, so only its host is told.
  private func unfit(_ address: String) -> APIError {
    let authority = address.firstRange(of: "://").map { address[$0.upperBound...].prefix { $0 != "/" && $0 != "?" } } ?? "…"
    let host = authority.contains("@") ? "…" : authority
    return APIError(
      .malformed,
      Bilingual(zh: "服务器给出的下载地址不能用（\(host)）。", en: "The download address the server gave is of no use (\(host))."), platform: platform)
  }
}
