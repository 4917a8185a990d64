import HufuSigning
import Testing

@testable import HufuClient

@Suite struct RunWatchTests {
  @Test func whatIsRememberedDoesNotGrowWithTheQuestions() {
    func weight(after questions: Int) -> Int {
      var watch = RunWatch(StartedRun("1"), began: Timestamp(0), deadline: Timestamp(99_999_999), isResumed: false)
      for question in 10_000..<10_000 + questions {
        watch.saw(
          RunStatus(.running, done: question, total: 99_999, log: Array(repeating: LogLine("line"), count: 20)),
          at: Timestamp(Int64(question)))
        watch.asked += 1
      }
      var text = ""
      dump(watch, to: &text)
      return text.utf8.count
    }
    #expect(weight(after: 1000) <= weight(after: 50) + 8)
  }
}
