import HufuClient
import HufuSigning

extension MeterSphereSandbox {
  /// Makes a new row each time; without a report both members are null (platforms/metersphere.md §2.2).
  mutating func share(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    if generation == .v3 { try checkProject(inquiry["projectId"], inquiry, permission: "PROJECT_TEST_PLAN_REPORT:READ+SHARE") }
    guard let report = inquiry[generation == .v3 ? "reportId" : "customData"] else {
      if generation == .v3 { throw .invalid(field: "reportId", "报告ID不能为空") }
      return ["id": .null, "shareUrl": .null]
    }
    let id = world.newID(.share, world.shares.count)
    world.shares.append(SandboxShare(id: id, report: report, type: inquiry["shareType"] ?? "PLAN_DB_REPORT", createTime: inquiry.now))
    return ["id": .string(id), "shareUrl": .string("?shareId=\(id)")]
  }

  /// The project's setting: in v1 and v2 the row of a table, in v3 its value alone.
  func shareLife(_ inquiry: Inquiry) -> JSONValue {
    let value = JSONValue.string("\(world.shareLife.components.seconds / 3600)H")
    guard generation != .v3 else { return value }
    return ["projectId": inquiry["projectId"].map(JSONValue.string) ?? .null, "type": .string(inquiry["type"] ?? ""), "typeValue": value]
  }

  mutating func openShare(_ inquiry: Inquiry) throws(Refusal) -> JSONValue {
    let share = try liveShare(inquiry["shareId"], at: inquiry.now)
    guard generation != .v3 else {
      return ["id": .string(share.id), "reportId": .string(share.report), "deleted": false, "expired": false]
    }
    return [
      "id": .string(share.id), "createTime": .int(share.createTime.milliseconds), "createUserId": .string(World.user.id),
      "updateTime": .int(share.createTime.milliseconds), "shareType": .string(share.type), "customData": .string(share.report),
      "lang": .null,
    ]
  }

  /// The share of that id while it lives; after that its row is deleted.
  mutating func liveShare(_ id: String?, at now: Timestamp) throws(Refusal) -> SandboxShare {
    world.shares.removeAll { now - $0.createTime > world.shareLife }
    guard let share = world.shares.first(where: { $0.id == id }) else { throw .business("The connection has expired") }
    return share
  }

  /// What a browser gets without a ticket: a shared report, the login page, the page everything starts from.
  mutating func webPage(_ request: APIRequest, at moment: Moment) -> SandboxAnswer? {
    guard request.method == .get || request.method == .head else { return nil }
    if request.path == "/" || generation == .v1 && request.path == "/login" { return SandboxAnswer(.html(200, WebPages.start)) }
    guard generation != .v3, request.path == generation.reportPage else { return nil }
    do throws(Refusal) {
      let share = try liveShare(request.queryItems["shareId"], at: moment.now)
      guard let run = world.run(share.report) else { throw Refusal.business("报告不存在") }
      return SandboxAnswer(.html(200, WebPages.report(run, generation, at: moment.now)))
    } catch {
      return error.answer(generation, path: request.path, wall: moment.wall)
    }
  }
}
