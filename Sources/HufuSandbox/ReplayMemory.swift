package import HufuSigning

/// The signatures a strict sandbox has seen, for as long as they could be used again.
package struct ReplayMemory: Sendable {
  /// When each signature may be forgotten: it is refused for its age from then on.
  private var stale: [String: Timestamp] = [:]
  private var nextSweep = 1024
  private let window: Duration

  /// - Parameter window: how far a signed time may be from the server's clock, either way.
  package init(window: Duration) { self.window = window }

  /// How many signatures are remembered.
  var count: Int { stale.count }

  /// - Throws: a rejection with the reason `replayed` when this proof was shown before.
  package mutating func admit(_ proof: Proof, at now: Timestamp) throws(SignatureRejection) {
    guard let key = proof.replayKey else { return }
    if let last = stale[key], now <= last { throw SignatureRejection(.replayed, "this signature was used before") }
    // A caller whose clock is ahead can use its signature for longer.
    stale[key] = max(now, proof.signedAt ?? now) + window
    guard stale.count >= nextSweep else { return }
    stale = stale.filter { now <= $0.value }
    nextSweep = max(1024, 2 * stale.count)
  }
}
