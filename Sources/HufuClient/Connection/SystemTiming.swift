import FoundationEssentials
import HufuSigning

extension Timing {
  /// The machine's wall clock and the task's own sleep.
  public static let system = Timing(
    now: { Timestamp(Int64((Date.now.timeIntervalSince1970 * 1000).rounded(.down))) },
    sleep: { try await Task.sleep(for: $0) }, alarm: { try await Task.sleep(for: $0) })
}

extension Entropy {
  /// The system's random numbers.
  public static let system = Entropy(uuid: { UUID().uuidString.lowercased() }, unit: { Double.random(in: 0..<1) })
}
