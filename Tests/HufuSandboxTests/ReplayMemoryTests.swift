import HufuSigning
import Testing

@testable import HufuSandbox

struct ReplayMemoryTests {
  private let start = Timestamp(1_700_000_000_000)

  private func proof(_ key: String?, signedAt: Timestamp? = nil) -> Proof {
    Proof(subject: "a", signedAt: signedAt, replayKey: key)
  }

  @Test func theSameSignatureTwiceIsRefused() throws {
    var memory = ReplayMemory(window: .seconds(60))
    try memory.admit(proof("one"), at: start)
    try memory.admit(proof("two"), at: start)
    let rejection = #expect(throws: SignatureRejection.self) { try memory.admit(proof("one"), at: start + .seconds(60)) }
    #expect(rejection?.reason == .replayed)
    #expect(rejection?.detail.contains("one") == false)
  }

  @Test func itIsForgottenOnceItsAgeRefusesIt() throws {
    var memory = ReplayMemory(window: .seconds(60))
    try memory.admit(proof("one"), at: start)
    try memory.admit(proof("one"), at: start + .milliseconds(60_001))
  }

  @Test func aSignatureFromTheFutureIsRememberedForAsLongAsItIsGood() throws {
    var memory = ReplayMemory(window: .seconds(60))
    let ahead = proof("one", signedAt: start + .seconds(60))
    try memory.admit(ahead, at: start)
    #expect(throws: SignatureRejection.self) { try memory.admit(ahead, at: start + .seconds(120)) }
  }

  @Test func whatHasNoReplayKeyIsAlwaysAdmitted() throws {
    var memory = ReplayMemory(window: .seconds(60))
    for _ in 0..<3 { try memory.admit(proof(nil), at: start) }
    #expect(memory.count == 0)
  }

  @Test func theMemoryDoesNotGrowWithoutEnd() throws {
    var memory = ReplayMemory(window: .seconds(1))
    for index in 0..<20_000 { try memory.admit(proof("\(index)"), at: start + .milliseconds(10 * index)) }
    #expect(memory.count < 2000)
  }
}
