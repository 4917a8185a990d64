import ServiceLifecycle
import UnixSignals

/// Does something at every SIGHUP; it is caught from the moment this is made.
struct HangUp: Service {
  private let signals: UnixSignalsSequence
  private let action: @Sendable () async -> Void

  init(_ action: @escaping @Sendable () async -> Void) async {
    signals = await UnixSignalsSequence(trapping: .sighup)
    self.action = action
  }

  func run() async throws {
    for await _ in signals.cancelOnGracefulShutdown() { await action() }
  }
}
