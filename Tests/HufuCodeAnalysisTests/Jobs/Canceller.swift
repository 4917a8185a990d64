import Synchronization

/// Cancels a task from within what it does.
final class Canceller: Sendable {
  private let action = Mutex<(@Sendable () -> Void)?>(nil)

  func cancel() { action.withLock { $0 }?() }

  func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
    let (ready, go) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in ready { break }
      return await work()
    }
    action.withLock { $0 = { task.cancel() } }
    go.yield()
    return await task.value
  }
}
