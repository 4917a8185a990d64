import HufuSandbox

/// Ids like the platform's own, the same in every run: 32 hexadecimal digits made of a name.
enum StableID {
  static func pipeline(_ name: String) -> String { "p-" + hex(name) }
  static func build(_ number: Int, of pipeline: String) -> String { "b-" + hex("\(pipeline)#\(number)") }
  static func step(_ name: String) -> String { "e-" + hex(name) }
  static func job(_ name: String) -> String { "c-" + hex(name) }

  static func hex(_ name: String) -> String {
    // FNV-1a, 64 bits.
    let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var random = SplitMix64(seed: hash)
    return [random.next(), random.next()].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
