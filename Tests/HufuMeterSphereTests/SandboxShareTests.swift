import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

@Suite struct SandboxShareTests {
  private func share(_ playground: Playground) async throws -> (id: String, link: String) {
    let report = try await playground.client.call("plan.run", as: String.self)
    let link = try await playground.client.shareLink(ofReport: report).address
    return (try #require(link.split(separator: "=").last.map(String.init)), link)
  }

  @Test(arguments: [
    (MeterSphere.Generation.v1, "/metersphere@v1/sharePlanReport?shareId="), (.v2, "/metersphere/track/share-plan-report?shareId="),
    (.v3, "/metersphere@v3/#/share/shareReportTestPlan?shareId="),
  ])
  func linksLeadToThePageAndDieAfterADay(_ generation: MeterSphere.Generation, _ place: String) async throws {
    let playground = try Playground(generation)
    let share = try await share(playground)
    #expect(share.link == "http://127.0.0.1:7800" + place + share.id)
    func open() -> APIResponse { playground.send(APIRequest(.get, generation.reportPage, query: "shareId=\(share.id)")) }

    playground.clock.advance(by: .seconds(24 * 3600))
    if generation != .v3 {
      #expect(open().head.isHTML)
      #expect(open().text.contains("测试环境使用"))
    }
    #expect(await playground.failure("share.get", ["share": .string(share.id)]) == nil)
    playground.clock.advance(by: .milliseconds(1))
    let error = try #require(await playground.failure("share.get", ["share": .string(share.id)]) as? APIError)
    #expect(error.fault == "shareExpired")
    if generation != .v3 {
      #expect(open().status == 500)
      #expect(open().text.contains("The connection has expired"))
    }
  }

  @Test func theProjectsSettingSaysHowLongLinksLive() async throws {
    let playground = try Playground(.v2, config: ["shareReportTime": "7D"])
    let share = try await share(playground)
    playground.clock.advance(by: .seconds(7 * 24 * 3600))
    #expect(await playground.failure("share.get", ["share": .string(share.id)]) == nil)
  }

  @Test func everyCallMakesANewLink() async throws {
    let playground = try Playground(.v1)
    let report = try await playground.client.call("plan.run", as: String.self)
    let first = try await playground.client.shareLink(ofReport: report), second = try await playground.client.shareLink(ofReport: report)
    #expect(first != second)
    let none = try await playground.client.call("report.share", ["report": ""], as: MeterSphere.Share.self)
    #expect(none == MeterSphere.Share(id: nil, shareUrl: nil))
  }
}
