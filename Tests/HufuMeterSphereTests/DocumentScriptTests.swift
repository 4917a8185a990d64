import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuMeterSphere

/// The script of the vendor's document, request by request: one ticket on the session, paths and bodies as printed, ids of the sandbox.
@Suite struct DocumentScriptTests {
  private func run(_ playground: Playground) throws -> (statuses: [Int], reportPage: APIResponse?) {
    var statuses: [Int] = []
    // setHeaders: one signature for all requests of the session.
    let session =
      try playground.signed(APIRequest(.get, "/")).headers + [
        HeaderField("Content-Type", "application/json"), HeaderField("Connection", "close"),
      ]
    func send(_ request: APIRequest) throws -> JSONValue {
      var request = request
      request.headers = session
      let answer = playground.send(request)
      statuses.append(answer.status)
      return try playground.json(answer)
    }
    func bytes(_ json: JSONValue) -> RequestBody { .bytes(JSONWriter.compact(json)) }

    let environments = try send(APIRequest(.get, "/api/environment/list/\(playground.project)"))
    let environment = environments["data"]?.elements?.first { $0["name"]?.text == "MS环境" }?["id"]?.text
    let started = try send(
      APIRequest(
        .post, "/test/plan/run",
        body: bytes([
          "mode": "serial", "reportType": "iddReport", "onSampleError": true, "runWithinResourcePool": false, "resourcePoolId": .null,
          "envMap": .object([JSONValue.Member(playground.project, environment.map { .string($0) } ?? .null)]),
          "testPlanId": .string(playground.plan(0)), "projectId": .string(playground.project), "userId": "王梅杰", "triggerMode": "MANUAL",
          "environmentType": "JSON", "environmentGroupId": "", "requestOriginator": "TEST_PLAN",
        ])))
    guard started["success"]?.bool == true, let report = started["data"]?.text else { return (statuses, nil) }
    let shared = try send(
      APIRequest(
        .post, "/share/info/generateShareInfoWithExpired",
        body: bytes(["customData": .string(report), "shareType": "PLAN_DB_REPORT", "lang": .null])))
    guard let tail = shared["data"]?["shareUrl"]?.text else { return (statuses, nil) }
    return (statuses, playground.send(APIRequest(.get, "/sharePlanReport", query: String(tail.dropFirst()))))
  }

  @Test func succeedsAgainstV1Unchanged() throws {
    let result = try run(try Playground(.v1))
    #expect(result.statuses == [200, 200, 200])
    #expect(result.reportPage?.status == 200)
    #expect(result.reportPage?.text.contains("测试环境使用") == true)
  }

  @Test func strictRefusesTheSessionsSecondUseOfItsTicket() throws {
    let playground = try Playground(.v1, mode: .strict)
    #expect(try run(playground).statuses == [200, 500])
    #expect(playground.sandbox.journal.last?.refusal?.hasPrefix("replayed") == true)
  }

  @Test func onV2OnlyTheEnvironmentsAreFound() throws {
    #expect(try run(try Playground(.v2)).statuses == [200, 500])
  }
}
