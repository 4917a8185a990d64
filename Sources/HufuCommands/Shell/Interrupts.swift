import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C and a polite kill, as a stream. While somebody listens they end nothing by themselves; afterwards they do again.
enum Interrupts {
  private static let signals = [SIGINT, SIGTERM]

  static func stream() -> AsyncStream<Void> {
    AsyncStream { continuation in
      // What is ignored already stays so: a command in the background, or under nohup.
      let heeded = signals.filter { number in
        let before = signal(number, SIG_IGN)
        return unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
      }
      let sources = heeded.map { number in
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        return source
      }
      let listeners = Listeners(sources: sources, signals: heeded)
      continuation.onTermination = { _ in listeners.stop() }
    }
  }

  /// Dispatch's sources are thread-safe and not declared so.
  private struct Listeners: @unchecked Sendable {
    let sources: [any DispatchSourceSignal]
    let signals: [Int32]

    func stop() {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
  }
}
