import HufuClient
import HufuSigning

/// A transport that tells on standard error what goes out and comes in, cleaned of secrets: `--verbose`.
struct TalkingTransport: Transport {
  /// What is shown of an answer's body.
  enum Body: Sendable {
    case nothing
    /// Its members, every value masked: for answers that are secret as a whole.
    case shape
  }

  let inner: any Transport
  let shell: Shell
  let body: Body
  /// Headers and query parameters whose values are masked wherever they stand.
  let secretNames: Set<String>

  func open(_ request: APIRequest, to endpoint: Endpoint) async throws -> Incoming {
    shell.say("> \(request.method.rawValue) \(endpoint.origin)\(endpoint.prefix)\(request.path)\(query(request))")
    for field in request.headers { shell.say("> \(field.name): \(masked(field))") }
    if let bytes = request.body.bytes, !bytes.isEmpty { shell.say("> (\(bytes.count) bytes)") }
    var incoming = try await inner.open(request, to: endpoint)
    shell.say("< \(incoming.head.status)")
    for field in incoming.head.headers { shell.say("< \(field.name): \(masked(field))") }
    if body == .shape {
      let response = try await incoming.collect(upTo: 1 << 20)
      if let value = try? JSONValue(parsing: response.body) {
        shell.say("< " + String(decoding: JSONWriter.compact(value.redacted()), as: UTF8.self))
      } else {
        shell.say("< (\(response.body.count) bytes, no JSON)")
      }
      incoming = Incoming(
        response.head,
        body: AsyncThrowingStream {
          $0.yield(response.body); $0.finish()
        })
    }
    return incoming
  }

  private func query(_ request: APIRequest) -> String {
    guard !request.query.isEmpty else { return "" }
    let items = request.query.split(separator: UInt8(ascii: "&")).map { piece -> String in
      let text = String(decoding: piece, as: UTF8.self)
      let name = String(text.prefix { $0 != "=" })
      return secretNames.contains(name.lowercased()) ? name + "=" + Redactor.mark : text
    }
    return "?" + items.joined(separator: "&")
  }

  private func masked(_ field: HeaderField) -> String {
    secretNames.contains(field.name.lowercased()) ? Redactor.mark : field.value
  }
}
