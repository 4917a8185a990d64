public import HufuClient
public import HufuSigning
import Synchronization

/// A time for several tasks at once: it stands still while any of them works, and leaps to the earliest sleeper when all are asleep.
///
/// Use ``StepClock`` where one task sleeps. Tasks that wait for each other by anything but sleep (a lock, a stream) count as working.
///
///     let time = VirtualTime()
///     try await time.run([{ try await poll(time.timing) }, { try await stop(time.timing, after: .seconds(5)) }])
public final class VirtualTime: Sendable {
  private struct State {
    var now: Timestamp
    var working = 0
    var serial = 0
    var sleepers: [Int: (until: Timestamp, wake: CheckedContinuation<Void, any Error>)] = [:]
  }

  private let state: Mutex<State>

  public init(_ start: Timestamp = Timestamp(1_700_000_000_000)) { state = Mutex(State(now: start)) }

  public var now: Timestamp { state.withLock { $0.now } }

  public var timing: Timing { Timing(now: { self.now }, sleep: { try await self.sleep($0) }) }

  /// Runs tasks side by side in this time, each a sleeper the others' time depends on, until all have ended.
  ///
  /// - Throws: the first error, after which the others are cancelled and this time is of no more use.
  public func run(_ tasks: [@Sendable () async throws -> Void]) async throws {
    state.withLock { $0.working += tasks.count }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in tasks {
        group.addTask {
          try await task()
          // One that throws goes on counting as working: time stands still while the others are cancelled.
          self.step { $0.working -= 1 }
        }
      }
      while try await group.next() != nil {}
    }
  }

  /// Sleeps in this time. Outside ``run(_:)``, where nobody else is waited for, time leaps at once.
  public func sleep(_ duration: Duration) async throws {
    let id = state.withLock { state in
      state.serial += 1
      return state.serial
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (wake: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return wake.resume(throwing: CancellationError()) }
        step { state in
          state.sleepers[id] = (state.now + duration, wake)
          state.working -= 1
        }
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: Int) {
    let sleeper = state.withLock { state in
      let sleeper = state.sleepers.removeValue(forKey: id)
      if sleeper != nil { state.working += 1 }
      return sleeper
    }
    sleeper?.wake.resume(throwing: CancellationError())
  }

  /// Makes a change, and if nobody works any more, lets time pass to the earliest sleepers and wakes them in the order they lay down.
  private func step(_ change: (inout sending State) -> Void) {
    let due = state.withLock { state in
      change(&state)
      guard state.working <= 0, let earliest = state.sleepers.values.map(\.until).min() else {
        return [CheckedContinuation<Void, any Error>]()
      }
      state.now = max(state.now, earliest)
      let due = state.sleepers.filter { $0.value.until <= earliest }.sorted { $0.key < $1.key }
      for sleeper in due { state.sleepers[sleeper.key] = nil }
      state.working += due.count
      return due.map(\.value.wake)
    }
    for wake in due { wake.resume() }
  }
}
