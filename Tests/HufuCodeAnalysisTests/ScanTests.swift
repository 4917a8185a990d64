import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// The life of jobs in the sandbox, and what scans leave behind.
@Suite struct ScanTests {
  /// Project by branch: 27 master, 28 clean, 29 broken, 30 busy, 31 revoked, 32 empty, 33 endless, 34 fresh.
  static func start(_ stage: Stage, project: Int, force: Bool = false) async throws -> JSONValue {
    let answer = try await stage.call("scan.start", ["project": .int(project), "force": .bool(force)])
    return answer["job"]?["id"] ?? .null
  }

  static func job(_ stage: Stage, _ project: Int, _ id: JSONValue) async throws -> JSONValue {
    try await stage.call("job.get", ["project": .int(project), "job": id])
  }

  @Test func aJobGoesThroughItsStates() async throws {
    let stage = try Stage()
    let id = try await Self.start(stage, project: 34)
    var states: [Int64] = []
    for _ in 0..<24 {
      let state = try await Self.job(stage, 34, id)["state"]?.int ?? -1
      if states.last != state { states.append(state) }
      stage.clock.advance(by: .milliseconds(250))
    }
    #expect(states == [4, 5, 0, 1, 3, 2])
    let done = try await Self.job(stage, 34, id)
    #expect(done["result_code"] == 0 && done["result_msg"] == "success" && done["end_time"]?.text?.hasSuffix("+08:00") == true)
    #expect(done["task_num"] == 4 && done["task_done"] == 4 && done["total_line_num"]?.int == Int64(LineCount.total.all))
  }

  /// Project, then how its job ended.
  @Test(arguments: [(28, 0, "success"), (29, 211, "flake8 分析异常退出，退出码 1"), (31, 301, "用户取消"), (32, 1, "代码没有变更，无需扫描")])
  func jobsEndInTheirOwnWays(_ project: Int, _ code: Int, _ text: String) async throws {
    let stage = try Stage()
    let id = try await Self.start(stage, project: project)
    stage.clock.advance(by: .seconds(5))
    let job = try await Self.job(stage, project, id)
    #expect(job["state"] == 2 && job["result_code"] == .int(code) && job["result_msg"] == .string(text))
    #expect(job["end_time"] == .null || project != 31)
  }

  @Test func aJobIsSupersededByOneThatPasses() async throws {
    let stage = try Stage()
    let id = try await Self.start(stage, project: 30)
    #expect(try await stage.call("jobs.list", ["project": 30])["count"] == 1)
    stage.clock.advance(by: .seconds(3))
    let job = try await Self.job(stage, 30, id)
    #expect(job["state"] == 2 && job["result_code"] == 2 && job["end_time"] == .null)
    let told = try JSONValue(parsing: Array((job["result_msg"]?.text ?? "").utf8))
    let heir = try #require(told["job_id"])
    #expect(heir != id && told["scan_id"]?.int != nil)
    stage.clock.advance(by: .seconds(4))
    let other = try await Self.job(stage, 30, heir)
    #expect(other["state"] == 2 && other["result_code"] == 0 && other["scan_id"] == told["scan_id"])
    #expect(try await stage.call("overview.latest", ["project": 30])["id"] == told["scan_id"])
  }

  @Test func aSecondScanIsAConflictUnlessForced() async throws {
    let stage = try Stage()
    let first = try await Self.start(stage, project: 33)
    let error = await stage.error("scan.start", ["project": 33])
    #expect(error?.code == "300" && error?.kind == .conflict && error?.serverMessage == "当前项目分支[33]endless还有未完成任务，编号为: [3]")
    let second = try await Self.start(stage, project: 33, force: true)
    stage.clock.advance(by: .seconds(4))
    #expect(try await Self.job(stage, 33, first)["state"] == 1)
    stage.clock.advance(by: .seconds(1))
    let old = try await Self.job(stage, 33, first)
    #expect(old["result_code"] == 2 && old["result_msg"]?.text?.contains(#""job_id": \#(second.int ?? 0)"#) == true)
    #expect(try await Self.job(stage, 33, second)["result_code"] == 0)
  }

  @Test func aJobIsCancelled() async throws {
    let stage = try Stage()
    let id = try await Self.start(stage, project: 33)
    stage.clock.advance(by: .seconds(60))
    #expect(try await Self.job(stage, 33, id)["state"] == 1)
    for _ in 1...2 { #expect(try await stage.call("job.cancel", ["project": 33, "job": id, "remarks": "enough"])["msg"] == "取消成功") }
    let job = try await Self.job(stage, 33, id)
    #expect(job["state"] == 2 && job["result_code"] == 301 && job["end_time"] == .null && job["remarks"] == "enough")
    #expect(try await stage.call("jobs.list", ["project": 33, "state": "0,1,3,4,5"])["count"] == 0)
    #expect(try await stage.call("jobs.list", ["project": 33, "state": 2, "resultFrom": 300])["count"] == 1)
    #expect(await stage.error("jobs.list", ["project": 33, "state": "x"])?.fault == "serverBug")
  }

  @Test func resultsGrowScanByScan() async throws {
    let stage = try Stage()
    func active(_ answer: JSONValue) -> Int64? { answer["lintscan"]?["total"]?["state_detail"]?["active"]?.int }
    #expect(active(try await stage.call("overview.get")) == 25)
    let id = try await Self.start(stage, project: 27)
    // The last scan is the newest there is, though it has nothing to show yet.
    let running = try await stage.call("overview.latest")
    #expect(running["job_gid"] == id && running["result_code"] == .null && running["lintscan"] == .null)
    stage.clock.advance(by: .seconds(5))
    let latest = try await stage.call("overview.latest")
    #expect(latest["job_gid"] == id && latest["result_code"] == 0 && active(latest) == 26)
    let found: JSONValue = ["issue_open_num": 3, "issue_fix_num": 2, "active_severity_detail": ["error": 1, "warning": 2]]
    #expect(latest["lintscan"]?["current_scan"] == found)
    let total = try await stage.call("overview.get")["lintscan"]?["total"]?["state_detail"]
    #expect(total == ["active": 26, "closed": 2])
    let history = try await stage.call("lintscans.list")["results"]
    #expect(history?.elements?.map { $0["issue_open_num"] } == [3, 25])
    #expect(try await stage.call("overview.latest", ["revision": latest["current_revision"] ?? .null])["id"] == latest["id"])
    #expect(await stage.error("overview.latest", ["revision": "0000"])?.fault == "neverScanned")
  }

  /// Zeros are left out, and what was never scanned is null.
  @Test func nothingAndNone() async throws {
    let stage = try Stage()
    let clean = try await stage.call("overview.get", ["project": 28])
    #expect(clean["lintscan"]?["total"]?["state_detail"] == [:] && clean["lintscan"]?["issue_open_num"] == 0)
    let fresh = try await stage.call("overview.get", ["project": 34])
    #expect(fresh == ["lintscan": .null, "cyclomaticcomplexityscan": .null, "duplicatescan": .null, "clocscan": .null])
    #expect(await stage.error("overview.latest", ["project": 34])?.serverMessage == "项目34未启动扫描")
    #expect(await stage.error("issues.report", ["project": 34])?.fault == "neverScanned")
    let id = try await Self.start(stage, project: 29)
    stage.clock.advance(by: .seconds(4))
    let broken = try await stage.call("overview.latest", ["project": 29])
    #expect(broken["job_gid"] == id && broken["result_code"] == 211 && broken["lintscan"] == .null)
  }

  @Test func issuesComeInNoOrderAndTheirLinesOneByOne() async throws {
    let stage = try Stage()
    var ids: [Int64] = []
    for try await issue in try stage.connection().items("issues.list", ["limit": 10]) {
      ids += [issue["id"]?.int ?? 0]
      #expect(issue["line"] == nil && issue["issue_details"] == nil)
    }
    #expect(ids.count == 25 && Set(ids).count == 25 && ids != ids.sorted())
    let reply = try await stage.connection().call("issue.get", ["issue": .int(ids[0])])
    let issue = try JSONValue(parsing: reply.payload)
    #expect((issue["issue_details"]?[0]?["line"]?.int ?? 0) > 0)
    // The wrapper's text is the finding's: no sign of success or failure.
    #expect(reply.response.json["msg"] == issue["msg"] && reply.response.json["msg"] != "请求成功")
    #expect(try await stage.call("issues.list", ["severity": 2])["count"] == 5)
    #expect(try await stage.call("issues.list", ["state": "2,3"])["count"] == 0)
    #expect(await stage.error("issues.list", ["state": "zz"])?.fault == "serverBug")
  }

  @Test func schemesAndProjectsAreMade() async throws {
    let stage = try Stage()
    let scheme = try #require(try await stage.call("scheme.create", ["name": "nightly", "languages": "python,go"])["scan_scheme"])
    // A name that is used is replaced by one the server makes up.
    _ = try await stage.call("scheme.create", ["name": "nightly"])
    let names = try await stage.call("schemes.list")["results"]?.elements?.compactMap { $0["name"]?.text } ?? []
    #expect(names.count == 3 && names[0].count == 32 && names[1...] == ["nightly", "default"])
    let project = try await stage.call("project.create", ["branch": "topic", "scheme": scheme])
    #expect(try await stage.call("project.create", ["branch": "topic", "scheme": scheme])["id"] == project["id"])
    #expect(try await stage.call("projects.list", ["branch": "topic"])["count"] == 1)
    let copied = try await stage.call("project.create", ["branch": "topic", "template": 2, "schemeName": "from-template"])
    #expect(copied["id"] != project["id"] && copied["scan_scheme"]?["name"] == "from-template")
    let none = await stage.error("project.create", ["branch": "topic"])
    #expect(none?.kind == .invalid && none?.serverMessage?.hasPrefix("cd_error：") == true)
    let branches = try await stage.call("branches.list")["results"]?.elements?.first { $0["branch"] == "topic" }
    #expect(branches?["schemes"]?.elements?.count == 2)
    #expect(await stage.error("scheme.copy", ["name": "x", "from": 999])?.fault == "wrongKey")
  }

  @Test func theSameSeedGivesTheSameWorld() async throws {
    let request = "/server/analysis/api/orgs/helloworld/teams/hellotca/repos/23/projects/27/overview/"
    #expect(try Stage().ask(.get, request).body == Stage().ask(.get, request).body)
  }
}
