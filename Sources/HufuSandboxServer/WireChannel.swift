import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// One connection: requests are read one after the other, byte for byte as they came, and answered in order.
///
/// It stands below Hummingbird's own HTTP types, because those take `Host` out of the headers and the application above them writes a
/// `Date` of its own; here both belong to the platform that is played.
struct WireChannel: ServerChildChannel {
  typealias Value = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  /// The largest body a request may have, in bytes.
  let bodyLimit: Int
  let respond: @Sendable (WireRequest) async throws -> WireAnswer

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
      return try NIOAsyncChannel(wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }
  }

  func handle(value: Value, logger: Logger) async {
    let channel = value.channel
    do {
      try await withTaskCancellationHandler {
        try await value.executeThenClose { inbound, _ in
          var parts = inbound.makeAsyncIterator()
          while case .head(let head)? = try await parts.next() {
            guard try await answer(head, with: &parts, on: channel) else { break }
          }
        }
      } onCancel: {
        channel.close(promise: nil)
      }
    } catch {
      logger.debug("connection ended: \(error)")
    }
  }

  typealias Parts = NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator

  /// Reads the rest of one request and answers it. Whether the connection goes on.
  private func answer(_ head: HTTPRequestHead, with parts: inout Parts, on channel: any Channel) async throws -> Bool {
    let peer = channel.remoteAddress?.ipAddress
    let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
    if announced <= bodyLimit, head.headers.first(name: "Expect")?.lowercased() == "100-continue" {
      try await channel.writeAndFlush(HTTPServerResponsePart.head(HTTPResponseHead(version: head.version, status: .continue)))
    }
    let body = announced <= bodyLimit ? try await Self.collect(&parts, upTo: bodyLimit) : nil
    let answer = try await respond(WireRequest(head: head, body: body, peer: peer))
    let isLast = !head.isKeepAlive || body == nil
    guard try await answer.write(to: channel, of: head, isLast: isLast) else { return false }
    guard body == nil else { return !isLast }
    // The caller is still sending. Hear it out for a while, or the answer is lost with a reset connection.
    try await channel.close(mode: .output).get()
    _ = try await Self.collect(&parts, upTo: bodyLimit)
    return false
  }

  /// The body; nil when it is longer than the limit.
  private static func collect(_ parts: inout Parts, upTo limit: Int) async throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while let part = try await parts.next() {
      guard case .body(let buffer) = part else { break }
      guard bytes.count + buffer.readableBytes <= limit else { return nil }
      bytes += buffer.readableBytesView
    }
    return bytes
  }
}

/// A request as it came off the wire. Its body is nil when it was too large to be read.
struct WireRequest {
  var head: HTTPRequestHead
  var body: [UInt8]?
  /// The caller's address.
  var peer: String?
}
