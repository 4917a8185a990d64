import FoundationEssentials
import HufuClient
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// What the worker puts into a message becomes a line's kind; what moves a terminal is gone.
@Suite struct LogLineTests {
  private func lines(_ message: String) throws -> [LogLine] {
    let json = JSONWriter.compact(["logs": [["lineNo": 7, "timestamp": 1_700_000_000_000, "message": .string(message)]]])
    let page = try JSONDecoder().decode(LogPage.self, from: Data(json))
    return page.lines.flatMap(LogLine.lines)
  }

  @Test(
    arguments: [
      ("##[group]编译", LogLine.Kind.group, "编译"), ("##[endgroup]编译", .groupEnd, "编译"), ("##[error]exit 8", .error, "exit 8"),
      ("##[warning]unused", .warning, "unused"), ("##[debug]git 2.43", .debug, "git 2.43"),
      ("plain ##[error] inside", .plain, "plain ##[error] inside"),
      ("##[section]x", .plain, "##[section]x"), ("\u{1B}[31m##[error]red\u{1B}[0m", .error, "\u{1B}[31mred\u{1B}[0m"), ("", .plain, ""),
    ])
  func `a marker is a kind, and cut off`(message: String, kind: LogLine.Kind, text: String) throws {
    #expect(try lines(message) == [LogLine(text, kind, time: Timestamp(1_700_000_000_000))])
  }

  @Test func `a message of several lines is several, each with its marker`() throws {
    #expect(try lines("##[error]first\n##[error]second\nthird").map(\.kind) == [.error, .error, .plain])
    #expect(try lines("one\n").map(\.text) == ["one"])
  }

  @Test func `a progress bar leaves its last state`() throws {
    #expect(try lines("10%\r50%\r100%").map(\.text) == ["100%"])
    #expect(try lines("\u{1B}[2K\r\u{1B}[32m80%\u{1B}[0m\r").map(\.text) == ["\u{1B}[32m80%\u{1B}[0m"])
  }

  @Test func `a page may leave everything out but the number`() throws {
    let page = try JSONDecoder().decode(LogPage.self, from: Data(#"{"logs":[{"lineNo":3}]}"#.utf8))
    #expect(page.state == .answered && !page.hasMore && page.lines[0].text.isEmpty && page.lines[0].time == nil)
    #expect(try JSONDecoder().decode(LogPage.self, from: Data(#"{"logs":null,"status":"CLEAN"}"#.utf8)).state == .cleaned)
  }
}
