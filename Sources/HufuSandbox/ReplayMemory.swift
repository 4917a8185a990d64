package import HufuSigning

/// The signatures a strict sandbox has seen, for as long as they could be used again.
package struct ReplayMemory: Sendable {
  private var seen: [String: Timestamp] = [:]
  private let window: Duration

  package init(window: Duration) { self.window = window }

  /// - Throws: a rejection with the reason `replayed` when this proof was shown before.
  package mutating func admit(_ proof: Proof, at now: Timestamp) throws(SignatureRejection) {
    guard let key = proof.replayKey else { return }
    seen = seen.filter { now - $0.value <= window }
    guard seen[key] == nil else { throw SignatureRejection(.replayed, "this signature was used before") }
    seen[key] = now
  }
}
