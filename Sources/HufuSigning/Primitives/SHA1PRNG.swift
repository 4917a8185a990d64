import Crypto

/// Sun's `SHA1PRNG`, seeded once and with nothing else: a key derivation BlueKing CI relies on (platforms/bkci.md §1.1).
///
/// Never use it as a source of randomness.
public struct SHA1PRNG: KeyHolder {
  private var state: [UInt8]
  private var pending: ArraySlice<UInt8> = []

  /// The state behind `SecureRandom.getInstance("SHA1PRNG")` after `setSeed(seed)`.
  public init(seed: [UInt8]) {
    state = Array(Insecure.SHA1.hash(data: seed))
  }

  /// The next bytes of the stream, however it was cut before.
  public mutating func next(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      if pending.isEmpty { pending = refill()[...] }
      let taken = pending.prefix(count - bytes.count)
      bytes += taken
      pending.removeFirst(taken.count)
    }
    return bytes
  }

  /// One block of 20 bytes; the state moves on by adding it as signed bytes, with an arithmetic carry.
  private mutating func refill() -> [UInt8] {
    let block = Array(Insecure.SHA1.hash(data: state))
    let before = state
    var carry = 1
    for index in state.indices {
      let sum = Int(Int8(bitPattern: state[index])) + Int(Int8(bitPattern: block[index])) + carry
      state[index] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    if state == before { state[0] &+= 1 }
    return block
  }
}
