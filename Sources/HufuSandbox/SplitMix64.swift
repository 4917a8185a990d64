package import HufuClient
import HufuSigning

/// A small deterministic generator for lifelike data: the same seed gives the same world (Steele, Lea, Flood 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// For what a server lends, which no other life of it may lend again: another start, or another life, has nothing in common with this.
  package init(seed: UInt64, since moment: Moment) {
    var start = SplitMix64(seed: UInt64(bitPattern: moment.now.milliseconds))
    var life = SplitMix64(seed: UInt64(bitPattern: Int64(moment.life)))
    self.init(seed: seed ^ start.next() ^ life.next())
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
