import NIOCore
import NIOPosix

/// A bare TCP connection: writes exactly these bytes and reads whatever comes.
enum Wire {
  /// Sends the text and reads until the server closes the connection.
  static func exchange(_ text: String, port: Int) async throws -> String {
    try await exchange(Array(text.utf8), port: port)
  }

  static func exchange(_ bytes: [UInt8], port: Int) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(bytes: bytes))
      var received = ByteBuffer()
      do { for try await chunk in inbound { received.writeImmutableBuffer(chunk) } } catch let error as IOError {
        // A reset connection is also an end.
        guard received.readableBytes > 0 || error.errnoCode != 0 else { throw error }
      }
      return String(buffer: received)
    }
  }

  /// A request whose connection is closed after the answer.
  static func ask(_ target: String, method: String = "GET", headers: String = "", body: String = "", port: Int) async throws -> String {
    let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
    let head = "\(method) \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\n\(headers)\(length)Connection: close\r\n\r\n"
    return try await exchange(head + body, port: port)
  }
}

extension String {
  /// The first line, the header lines in order, and the body of an answer.
  var answer: (status: String, headers: [String], body: String) {
    guard let end = firstRange(of: "\r\n\r\n") else { return (self, [], "") }
    let lines = self[..<end.lowerBound].split(separator: "\r\n").map(String.init)
    return (lines.first ?? "", Array(lines.dropFirst()), String(self[end.upperBound...]))
  }
}
