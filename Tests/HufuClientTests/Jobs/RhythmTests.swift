import HufuClient
import Testing

struct RhythmTests {
  @Test func waitsGrowToTheLongest() {
    let rhythm = Rhythm(first: .seconds(1), growth: 2, longest: .seconds(10))
    #expect((0..<6).map { rhythm.delay(after: $0, unit: 0.5) } == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
    #expect(rhythm.delay(after: .max, unit: 0.5) == .seconds(10))
  }

  @Test func aTenthIsLeftToChance() {
    let rhythm = Rhythm(first: .seconds(10))
    #expect(rhythm.delay(after: 0, unit: 0) == .seconds(9))
    #expect(rhythm.delay(after: 0, unit: 0.999) < .seconds(11))
    #expect(rhythm.delay(after: 0, unit: 0.999) > .milliseconds(10_990))
  }

  @Test func noRhythmIsEndless() { #expect(Rhythm().deadline == .seconds(7200)) }
}
