import HufuHTTP
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waiting for a browser on a real port.
@Suite(.timeLimit(.minutes(1))) struct CallbackListenerTests {
  @Test func aVisitorThatHangsUpHasBeenThere() async throws {
    let visitor = Mutex<Int32>(-1)
    let target = try await CallbackListener(host: "127.0.0.1", port: 0).visit(within: .seconds(10)) { port in
      let descriptor = try connected(to: port)
      visitor.withLock { $0 = descriptor }
      let request = Array("GET /cb?authCode=1 HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
      _ = send(descriptor, request, request.count, 0)
    } answer: { _ in
      // Gone with a reset before it is answered.
      let descriptor = visitor.withLock { $0 }
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
      close(descriptor)
      return CallbackListener.Page(html: String(repeating: "x", count: 1 << 20))
    }
    #expect(target == "/cb?authCode=1")
  }
}

private func connected(to port: Int) throws -> Int32 {
  #if canImport(Glibc)
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  #else
    let descriptor = socket(AF_INET, SOCK_STREAM, 0)
  #endif
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  let outcome = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
  }
  try #require(outcome == 0)
  return descriptor
}
