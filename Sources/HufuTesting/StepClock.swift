public import HufuClient
public import HufuSigning
import Synchronization

/// A clock that stands still until it is moved; sleeping moves it.
public final class StepClock: Sendable {
  private let time: Mutex<Timestamp>
  private let naps = Mutex<[Duration]>([])

  public init(_ start: Timestamp = Timestamp(1_700_000_000_000)) { time = Mutex(start) }

  public var now: Timestamp { time.withLock { $0 } }
  /// Moves it on.
  public func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }

  /// Every sleep so far, in order.
  public var sleeps: [Duration] { naps.withLock { $0 } }

  public var timing: Timing {
    Timing(
      now: { self.now },
      sleep: { duration in
        try Task.checkCancellation()
        self.naps.withLock { $0.append(duration) }
        self.advance(by: duration)
      })
  }
}

extension Entropy {
  /// Nonces that count up from `00000000-0000-4000-8000-000000000000`, and a constant for jitter.
  public static func counting(unit: Double = 0.5) -> Entropy {
    let counter = Atomic64()
    return Entropy(
      uuid: {
        let digits = String(counter.next(), radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
      }, unit: { unit })
  }
}

/// A shared counter.
final class Atomic64: Sendable {
  private let value = Atomic<UInt64>(0)
  func next() -> UInt64 { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
