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
      let sources = signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        return source
      }
      let listeners = Listeners(sources: sources)
      continuation.onTermination = { _ in listeners.stop() }
    }
  }

  /// Dispatch's sources are thread-safe and not declared so.
  private struct Listeners: @unchecked Sendable {
    let sources: [any DispatchSourceSignal]

    func stop() {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
  }
}
