import HufuClient
import HufuSigning
import HufuTesting
import Synchronization
import Testing

@Suite struct PagingTests {
  private func ids(_ name: String, _ script: [Result<APIResponse, TransportError>]) async throws -> (
    ids: [String], asked: [String], notices: [Notice]
  ) {
    let heard = Mutex<[Notice]>([])
    var options = ConnectionOptions()
    options.notice = { notice in heard.withLock { $0.append(notice) } }
    let (connection, transport) = try connection(script, options: options)
    var ids: [String] = []
    for try await item in try connection.items(name) { ids.append(item["id"]?.scalarText ?? item.scalarText ?? "?") }
    return (ids, transport.requests.map(\.target), heard.withLock { $0 })
  }

  @Test func offsetsStepByWhatCame() async throws {
    let result = try await ids(
      "rows.list",
      [
        .answer(200, #"{"count":3,"rows":[{"id":1},{"id":2}]}"#), .answer(200, #"{"count":3,"rows":[{"id":3}]}"#),
        .answer(200, #"{"count":3,"rows":[]}"#),
      ])
    #expect(result.ids == ["1", "2", "3"])
    #expect(result.asked.prefix(2) == ["/rows?limit=2&offset=0", "/rows?limit=2&offset=2"])
    #expect(result.notices.isEmpty)
  }

  @Test func aListThatMovesIsReadWithoutDuplicatesAndReported() async throws {
    let result = try await ids(
      "rows.list",
      [
        .answer(200, #"{"count":3,"rows":[{"id":1},{"id":2}]}"#), .answer(200, #"{"count":4,"rows":[{"id":2},{"id":3}]}"#),
        .answer(200, #"{"count":4,"rows":[]}"#),
      ])
    #expect(result.ids == ["1", "2", "3"])
    #expect(result.notices.map(\.kind) == [.paging])
  }

  /// As many new rows as a page holds: the same page comes again, and the rest comes after it.
  @Test func aPageThatNewRowsPushedOnIsReadOver() async throws {
    let result = try await ids(
      "rows.list",
      [
        .answer(200, #"{"count":3,"rows":[{"id":1},{"id":2}]}"#), .answer(200, #"{"count":5,"rows":[{"id":1},{"id":2}]}"#),
        .answer(200, #"{"count":5,"rows":[{"id":3}]}"#), .answer(200, #"{"count":5,"rows":[]}"#),
      ])
    #expect(result.ids == ["1", "2", "3"])
    #expect(result.notices.map(\.kind) == [.paging])
  }

  @Test func aServerThatIgnoresPagingDoesNotLoop() async throws {
    let page = Result<APIResponse, TransportError>.answer(200, "[1,2,3]")
    let result = try await ids("pages.list", [page, page, page, page])
    #expect(result.ids == ["1", "2", "3"])
    #expect(result.asked == ["/pages?page=1", "/pages?page=2"])
  }

  @Test func aShortPageIsTheLast() async throws {
    let result = try await ids("pages.list", [.answer(200, "[1,2,3]"), .answer(200, "[4]")])
    #expect(result.ids == ["1", "2", "3", "4"])
    #expect(result.asked.count == 2)
  }

  @Test func cursorsEndWhereThePlatformSays() async throws {
    let result = try await ids(
      "feed.list", [.answer(200, #"{"next":7,"rows":[{"id":"a"}]}"#), .answer(200, #"{"next":-1,"rows":[{"id":"b"}]}"#)])
    #expect(result.ids == ["a", "b"])
    #expect(result.asked == ["/feed?after=0", "/feed?after=7"])
  }

  @Test func anAnswerWithoutAListIsAnError() async throws {
    await #expect(throws: APIError.self) { try await ids("rows.list", [.answer(200, #""hello""#)]) }
  }

  @Test func anOperationThatIsNoListCannotBePaged() throws {
    let (connection, _) = try connection([])
    #expect(throws: UsageError.self) { try connection.pages("thing.read") }
  }

  @Test func aServerThatGoesRoundInCirclesIsLeft() async throws {
    let script = (0..<100).map { index -> Result<APIResponse, TransportError> in
      .answer(200, #"{"next":"\#((index + 1) % 3)","rows":[{"id":"\#(index % 3)"}]}"#)
    }
    let result = try await ids("feed.list", script)
    #expect(result.ids.count == 3)
    #expect(result.asked.count == 8)
    #expect(result.notices.map(\.kind) == [.paging])
  }

  @Test func aRepeatedPageIsAskedForAgain() async throws {
    let result = try await ids(
      "rows.list",
      [
        .answer(200, #"{"count":3,"rows":[{"id":1},{"id":2}]}"#), .answer(200, #"{"count":3,"rows":[{"id":1},{"id":2}]}"#),
        .answer(200, #"{"count":3,"rows":[{"id":3}]}"#), .answer(200, #"{"count":3,"rows":[]}"#),
      ])
    #expect(result.ids == ["1", "2", "3"])
    #expect(result.asked[1] == result.asked[2])
    #expect(result.notices.map(\.kind) == [.paging])
  }

  @Test func aListThatIsNotWholeIsAnError() async throws {
    let page = Result<APIResponse, TransportError>.answer(200, #"{"count":9,"rows":[{"id":1},{"id":2}]}"#)
    let error = await #expect(throws: APIError.self) { try await ids("rows.list", Array(repeating: page, count: 12)) }
    #expect(error?.kind.exitCode == .failure)
  }
}
