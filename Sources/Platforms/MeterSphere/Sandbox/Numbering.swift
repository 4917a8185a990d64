import HufuSandbox
import HufuSigning

/// Gives the sandbox's things their ids: UUIDs in v1 and v2, numbers as text in v3. The same thing always has the same id.
struct Numbering: Sendable {
  enum Kind: UInt64 {
    case workspace = 1, project, environment, plan, pool, key, testCase, report, share, scenario, scenarioReport
  }

  let generation: MeterSphere.Generation

  func id(_ kind: Kind, _ index: Int = 0) -> String {
    guard generation == .v3 else {
      var random = SplitMix64(seed: kind.rawValue << 32 | UInt64(index))
      return Self.uuid(&random)
    }
    switch kind {
    case .workspace: return "100001"
    case .project: return "10000110000\(index + 1)"
    default: return String(719_186_713_000_000 + Int64(kind.rawValue) * 10_000_000 + Int64(index) * 8192)
    }
  }

  /// A version 4 UUID.
  static func uuid(_ random: inout SplitMix64) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<2 { withUnsafeBytes(of: random.next().bigEndian) { bytes += $0 } }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Hex.encode(bytes)
    var text = ""
    for (offset, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(offset) { text.append("-") }
      text.append(digit)
    }
    return text
  }
}
