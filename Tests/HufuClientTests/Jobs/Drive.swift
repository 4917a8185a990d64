import HufuClient
import HufuSigning
import HufuTesting
import Synchronization

/// One scripted job driven in virtual time, and what was heard of it.
final class Drive: Sendable {
  let clock = StepClock()
  private let heard = Mutex<[String]>([])
  private let canceller = Mutex<(@Sendable () -> Void)?>(nil)

  /// The events so far, in words.
  var events: [String] { heard.withLock { $0 } }

  /// How long the waiter slept, in seconds.
  var naps: [Double] { clock.sleeps.map { Double($0.wholeMilliseconds) / 1000 } }

  /// Cancels the task that drives, from within an answer.
  func cancel() { canceller.withLock { $0 }?() }

  func run(
    _ job: any Job, _ options: JobRun.Options = JobRun.Options(), unit: Double = 0.5, timing: Timing? = nil
  ) async -> RunOutcome {
    let run = JobRun(job, options, timing: timing ?? clock.timing, entropy: .counting(unit: unit)) { event in
      self.heard.withLock { $0.append(event.word) }
    }
    let (ready, go) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in ready { break }
      return await run.drive()
    }
    canceller.withLock { $0 = { task.cancel() } }
    go.yield()
    return await task.value
  }
}

extension RunEvent {
  fileprivate var word: String {
    switch self {
    case .preparing: "preparing"
    case .started(let run): "started \(run.id)"
    case .takenUp(let run): "taken up \(run.id)"
    case .lost: "lost"
    case .status(let status, _): "status \(status.phase)"
    case .trouble(_, let count): "trouble \(count)"
    case .stopping: "stopping"
    case .reporting(let verdict): "reporting \(verdict.rawValue)"
    }
  }
}
