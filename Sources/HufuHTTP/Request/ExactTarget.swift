import NIOCore
import NIOHTTP1

/// Puts the request target on the wire byte for byte.
///
/// AsyncHTTPClient takes an address and has Foundation read it, which re-encodes some bytes (`|`, `^`, `%` without digits) and would break
/// signatures. So it is given the bare origin, and the true target travels in a header that never leaves this handler.
final class ExactTarget: ChannelOutboundHandler {
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  static let header = "Hufu-Request-Target"

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = Self.unwrapOutboundIn(data), let target = head.headers.first(name: Self.header) else {
      context.write(data, promise: promise)
      return
    }
    head.uri = target
    head.headers.remove(name: Self.header)
    context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
  }
}
