import HufuClient
import HufuSandbox
import HufuSigning
import NIOCore
import NIOHTTP1

/// An answer about to be written: exactly the service's status, headers and body, and where the line is cut.
struct WireAnswer: Sendable {
  var response: APIResponse
  var cut: SandboxCut?

  init(_ response: APIResponse, cut: SandboxCut? = nil) {
    self.response = response
    self.cut = cut
  }

  /// Writes the answer and waits until it has gone out. False when the line is to be cut now.
  func write(to channel: any Channel, of request: HTTPRequestHead, isLast: Bool) async throws -> Bool {
    switch cut {
    case .unprocessed, .beforeHead: return false
    case nil:
      var body = mayHaveBody ? response.body : []
      let length = body.count
      if request.method == .HEAD { body = [] }
      let head = head(isLast: isLast, length: length)
      try await Self.send([.head(head), .body(.byteBuffer(ByteBuffer(bytes: body))), .end(nil)], on: channel)
      return true
    case .afterBytes(let count):
      let sent = response.body.prefix(count)
      let head = head(isLast: isLast, length: max(response.body.count, sent.count + 1))
      try await Self.send([.head(head), .body(.byteBuffer(ByteBuffer(bytes: sent)))], on: channel)
      return false
    }
  }

  /// Answers without a body say nothing of its length (RFC 9110 §8.6).
  private var mayHaveBody: Bool { response.status >= 200 && response.status != 204 && response.status != 304 }

  private func head(isLast: Bool, length: Int) -> HTTPResponseHead {
    var headers = HTTPHeaders(response.head.headers.map { ($0.name, $0.value) })
    if mayHaveBody, !headers.contains(name: "Transfer-Encoding"), cut != nil || !headers.contains(name: "Content-Length") {
      headers.replaceOrAdd(name: "Content-Length", value: String(length))
    }
    if isLast, !headers.contains(name: "Connection") { headers.add(name: "Connection", value: "close") }
    return HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
  }

  /// One hop to the channel's loop; done when the last part has left.
  private static func send(_ parts: [HTTPServerResponsePart], on channel: any Channel) async throws {
    try await channel.eventLoop.flatSubmit {
      for part in parts.dropLast() { channel.write(part, promise: nil) }
      return channel.writeAndFlush(parts[parts.count - 1])
    }.get()
  }
}
