import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct SandboxPagingTests {
  private func plans(_ playground: Playground, _ arguments: Arguments) async throws -> (ids: [String], pages: Int) {
    var ids: [String] = []
    var pages = 0
    for try await page in try playground.connection.pages("plans.list", arguments) {
      pages += 1
      ids += page.items.compactMap { $0["id"]?.text }
    }
    return (ids, pages)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func allPagesGiveAllPlansOnce(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let (ids, pages) = try await plans(playground, [:])
    #expect(pages == 4)
    #expect(ids.count == 64 && Set(ids).count == 64)
    #expect(ids.first == playground.plan(0))
    #expect(ids.allSatisfy { generation == .v3 ? $0.allSatisfy(\.isNumber) : $0.count == 36 })
    #expect(playground.notices.kinds.isEmpty)
  }

  @Test(arguments: MeterSphere.Generation.allCases)
  func namesNarrowTheList(_ generation: MeterSphere.Generation) async throws {
    let playground = try Playground(generation)
    let found = try await playground.client.plan("测试环境使用")
    #expect(found.id == playground.plan(0))
    await #expect(throws: UsageError.self) { try await playground.client.plan("测试环境") }
    await #expect(throws: UsageError.self) { try await playground.client.environment("没有") }
  }

  @Test func wrappersCountAsEachGenerationDoes() async throws {
    let v2 = try await (try Playground(.v2)).connection.call("plans.list", ["size": 10, "page": 7])
    let classic = try JSONValue(parsing: v2.payload)
    #expect(classic["itemCount"] == 64 && classic["pageCount"] == 7 && classic["listObject"]?.elements?.count == 4)
    let v3 = try await (try Playground(.v3)).connection.call("plans.list", ["size": 10, "page": 7])
    let modern = try JSONValue(parsing: v3.payload)
    #expect(modern["total"] == 64 && modern["pageSize"] == 10 && modern["current"] == 7 && modern["list"]?.elements?.count == 4)
  }

  @Test func v3RefusesPageSizesOutOfBounds() throws {
    let playground = try Playground(.v3)
    let body = Array(#"{"projectId":"\#(playground.project)","current":1,"pageSize":4}"#.utf8)
    let answer = playground.send(try playground.signed(APIRequest(.post, "/test-plan/page", body: .bytes(body))))
    #expect(answer.status == 400)
    #expect(try playground.json(answer)["messageDetail"]?["pageSize"]?.text != nil)
  }

  @Test func listsThatMoveAreReported() async throws {
    let growing = try Playground(.v2)
    growing.sandbox.inject(.movingTotal, now: growing.clock.now)
    let (ids, _) = try await plans(growing, [:])
    #expect(ids.count == 64 && Set(ids).count == 64)
    #expect(growing.notices.kinds == [.paging])

    let repeating = try Playground(.v3)
    repeating.sandbox.inject(.duplicatedPage(times: 1), now: repeating.clock.now)
    let (fewer, _) = try await plans(repeating, [:])
    #expect(Set(fewer).count == fewer.count)
    #expect(repeating.notices.kinds == [.paging])
  }
}
