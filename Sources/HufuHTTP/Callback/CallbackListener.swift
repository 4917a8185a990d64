import HufuClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Waits on this machine for the one visit a browser is sent on after a sign-in. Everything else that knocks is turned away.
package struct CallbackListener: Sendable {
  /// What a visitor is shown.
  package struct Page: Sendable {
    package var status: Int
    package var html: String

    package init(status: Int = 200, html: String) {
      self.status = status
      self.html = html
    }
  }

  package var host: String
  package var port: Int

  /// - Parameter port: 0 takes any that is free.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Listens until the awaited visitor has been answered.
  ///
  /// - Parameters:
  ///   - timeout: how long to wait, by the machine's own clock.
  ///   - onListening: told the port, before anybody is answered.
  ///   - answer: judges a request target (path and query of a GET); nil for whoever was not awaited.
  /// - Returns: the target of the awaited visit.
  /// - Throws: ``CallbackError``; what `onListening` throws.
  package func visit(
    within timeout: Duration, onListening: @escaping @Sendable (_ port: Int) async throws -> Void,
    answer: @escaping @Sendable (_ target: String) -> Page?
  ) async throws -> String {
    let server = try await listen()
    return try await server.executeThenClose { clients in
      let (targets, found) = AsyncStream.makeStream(of: String.self)
      return try await withThrowingTaskGroup(of: String?.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          // Browsers open connections they never use, so nobody waits in a line.
          try await withThrowingDiscardingTaskGroup { visitors in
            for try await client in clients {
              visitors.addTask { if let target = await Self.serve(client, answer) { found.yield(target) } }
            }
          }
          return nil
        }
        group.addTask { await targets.first { _ in true } }
        group.addTask {
          try await Task.sleep(for: timeout)
          throw CallbackError.nobodyCame(within: timeout)
        }
        try await onListening(server.channel.localAddress?.port ?? port)
        while let target = try await group.next() { if let target { return target } }
        throw CancellationError()
      }
    }
  }

  private typealias Client = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  private func listen() async throws -> NIOAsyncChannel<Client, Never> {
    do {
      return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(host: host, port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
            return try Client(wrappingChannelSynchronously: channel)
          }
        }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw CallbackError.cannotListen(host, port, "\(error)")
    }
  }

  /// Answers one request and hangs up; gives back its target when it was the awaited one, even if its visitor left without the answer.
  private static func serve(_ client: Client, _ answer: @Sendable (String) -> Page?) async -> String? {
    let channel = client.channel, target = Mutex<String?>(nil)
    try? await client.executeThenClose { parts, _ in
      for try await part in parts {
        guard case .head(let head) = part else { continue }
        let page = head.method == .GET ? answer(head.uri) : nil
        if page != nil { target.withLock { $0 = head.uri } }
        return try await write(page ?? Page(status: 404, html: "<!DOCTYPE html><title>404</title>404"), to: channel)
      }
    }
    return target.withLock { $0 }
  }

  private static func write(_ page: Page, to channel: any Channel) async throws {
    let body = ByteBuffer(string: page.html)
    let headers: HTTPHeaders = [
      "Content-Type": "text/html; charset=utf-8", "Content-Length": "\(body.readableBytes)", "Connection": "close",
      "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
    ]
    let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: page.status), headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
  }
}
