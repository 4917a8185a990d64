import HufuClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A loopback server that keeps every byte it is sent and answers each request with prepared bytes.
final class WireServer: Sendable {
  enum Reply: Sendable {
    case bytes([UInt8])
    case thenClose([UInt8])
    /// Never answers.
    case silence

    static func text(_ text: String) -> Reply { .bytes(Array(text.utf8)) }
    static let close = Reply.thenClose([])
    static let ok = text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
  }

  let channel: any Channel
  private let log: Log

  /// Runs `body` with a server that answers each whole request as `reply` says.
  ///
  /// - Parameter greeting: sent on every connection before anything was heard.
  static func run<Result>(
    tls: NIOSSLContext? = nil, greeting: String = "", reply: @escaping @Sendable (String) -> Reply = { _ in .ok },
    _ body: (WireServer) async throws -> Result
  ) async throws -> Result {
    let server = try await WireServer(tls: tls, greeting: greeting, reply: reply)
    do {
      let result = try await body(server)
      try await server.channel.close()
      return result
    } catch {
      try? await server.channel.close()
      throw error
    }
  }

  private init(tls: NIOSSLContext?, greeting: String, reply: @escaping @Sendable (String) -> Reply) async throws {
    let log = Log()
    self.log = log
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(Answering(log: log, greeting: greeting, reply: reply))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  var port: Int { channel.localAddress?.port ?? 0 }
  /// Every request so far, whole, as text.
  var requests: [String] { log.requests.withLock { $0 } }
  /// How many bytes came in, after TLS.
  var bytesReceived: Int { log.bytes.withLock { $0 } }
  var endpoint: Endpoint { Endpoint(scheme: .http, host: "127.0.0.1", port: port) }
  var secureEndpoint: Endpoint { Endpoint(scheme: .https, host: "localhost", port: port) }

  final class Log: Sendable {
    let requests = Mutex<[String]>([])
    let bytes = Mutex(0)
  }

  private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let log: Log
    let greeting: String
    let reply: @Sendable (String) -> Reply
    var pending = ""

    init(log: Log, greeting: String, reply: @escaping @Sendable (String) -> Reply) {
      self.log = log
      self.greeting = greeting
      self.reply = reply
    }

    func channelActive(context: ChannelHandlerContext) {
      if !greeting.isEmpty { context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(string: greeting)), promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let buffer = Self.unwrapInboundIn(data)
      log.bytes.withLock { $0 += buffer.readableBytes }
      pending += String(buffer: buffer)
      guard isWhole else { return }
      let request = pending
      pending = ""
      log.requests.withLock { $0.append(request) }
      switch reply(request) {
      case .silence: break
      case .bytes(let bytes): context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      case .thenClose(let bytes):
        if !bytes.isEmpty { context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil) }
        context.close(promise: nil)
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private var isWhole: Bool {
      guard let end = pending.firstRange(of: "\r\n\r\n") else { return false }
      let head = pending[..<end.lowerBound].lowercased()
      let length = head.firstRange(of: "content-length: ").flatMap { Int(head[$0.upperBound...].prefix { $0.isNumber }) } ?? 0
      return pending[end.upperBound...].utf8.count >= length
    }
  }
}
