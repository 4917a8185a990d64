import HufuSigning
import Testing

@Suite struct TimestampTests {
  /// Lives of tokens come from servers, whatever they say.
  @Test func arithmeticEndsAtTheEndOfTime() {
    let now = Timestamp(1_700_000_000_000)
    #expect(now + .seconds(Int64.max) == Timestamp(.max))
    #expect(now - .seconds(Int64.max) == Timestamp(1_700_000_000_000 - .max))
    #expect(Timestamp(-2) - .milliseconds(Int64.max) == Timestamp(.min))
    #expect(Timestamp(.min) - now == .milliseconds(Int64.min))
    #expect(now - Timestamp(.min) == .milliseconds(Int64.max))
    #expect(Duration.seconds(Int64.min).wholeMilliseconds == .min)
    #expect((Duration.seconds(2) + .microseconds(1_999)).wholeMilliseconds == 2001)
  }
}
