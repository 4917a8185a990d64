import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

private let both = BlueKingCI.Settings.API.allCases

/// What can happen while a build is looked at.
@Suite struct BuildFollowTests {
  /// Answers the status questions from the second to the one named, and no others.
  private static func instead(_ status: Int, _ body: String, _ type: String = "application/json", until last: Int = 6) -> Meddler.Meddle {
    { request, times, _ in request.isStatus && (2...last).contains(times) ? Incoming(status, body, type) : nil }
  }

  @Test(
    arguments: both,
    [
      (503, #"{"status": 503,"data": "","result":true,"message": "后台正在部署中，请稍后。"}"#, "application/json"),
      (503, "<html>busy</html>", "text/html"),
      (429, "", "text/plain"), (408, #"{"status":408,"message":"访问后台数据超时"}"#, "application/json"),
      (500, #"{"status":500,"message":"系统内部繁忙"}"#, "application/json"), (200, "<html>portal</html>", "text/html"),
      (
        400, "Verification failed : com.netflix.client.ClientException: Load balancer does not have available server for client: auth",
        "text/plain"
      ), (423, #"{"status":423,"message":"API 请求频率超限"}"#, "application/json"),
    ])
  func `trouble while polling is borne`(api: BlueKingCI.Settings.API, trouble: (status: Int, body: String, type: String)) async throws {
    let drive = try BuildDrive(api, retry: .none, Self.instead(trouble.status, trouble.body, trouble.type))
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .passed && heard.troubles == 5)
  }

  @Test(arguments: both) func `a locked account ends the look, and the build goes on`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api, Self.instead(423, #"{"status":423,"message":"账号被锁定"}"#))
    let heard = try await drive.run("demo-build")
    #expect(heard.exit == .refused && heard.outcome.canResume && heard.said.contains("锁定"))
    #expect(drive.line.looks.count == 2)
  }

  @Test(
    arguments: both,
    [
      Self.exception + "tokentoken过期错误: Access token expired in: 1630919127633",
      Self.exception + "token token expiration error: Access token expired in: 1630919127633",
      Self.exception + "token参数非法错误: Access token illegal",
      "Request accessToken is empty.",
    ])
  func `a token refused in plain text while polling is an authentication error, not a bad argument`(
    api: BlueKingCI.Settings.API, text: String
  ) async throws {
    let drive = try BuildDrive(api, Self.instead(400, text, "text/plain", until: 99))
    let heard = try await drive.run("demo-build")
    #expect(heard.exit == .authentication && heard.outcome.canResume)
  }

  @Test(arguments: both) func `a minted token that ends while polling is renewed, and the look goes on`(api: BlueKingCI.Settings.API)
    async throws
  {
    let drive = try BuildDrive(api, credentials: ["secret": TokenDesk.defaultSecret.reveal(), "user": "admin"])
    let clock = drive.stage.clock
    let sandbox = drive.stage.sandbox
    let heard = try await drive.run("demo-build", deeds: [(.seconds(2), { sandbox.inject(.expireTokens, now: clock.now) })])
    #expect(heard.verdict == .passed)
  }

  private static let exception = "Verification failed : com.tencent.devops.common.api.exception.RemoteServiceException: "

  // MARK: The log

  @Test(arguments: both) func `a search that failed inside a 200 loses no line`(api: BlueKingCI.Settings.API) async throws {
    let failed =
      #"{"status":0,"data":{"buildId":"b-1","finished":true,"hasMore":false,"logs":[],"timeUsed":0,"status":999,"subTags":[],"message":"x"}}"#
    let drive = try BuildDrive(api) { request, times, _ in request.isLog && times < 3 ? Incoming(200, failed) : nil }
    let plain = try await BuildDrive(api).run("demo-build")
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .passed)
    #expect(Set(heard.log) == Set(plain.log) && heard.log.count == plain.log.count && plain.log.count > 15)
  }

  @Test(arguments: both) func `a log that cannot be read is a warning, and the verdict stands`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, _ in request.isLog ? Incoming(500, #"{"status":500,"message":"x"}"#) : nil }
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .passed && heard.troubles == 0 && heard.log.isEmpty)
    #expect(heard.report?.warnings.count == 1 && heard.said.contains("日志"))
  }

  @Test(arguments: both) func `with noLog the log is not asked for`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-build", ["noLog": true])
    #expect(heard.verdict == .passed && heard.log.isEmpty && drive.line.logs.isEmpty)
  }

  // MARK: Taking up

  private func retried(_ drive: BuildDrive) async throws -> (run: String, retry: @Sendable () async throws -> Void) {
    let pipeline = drive.pipeline("demo-unit-test")
    let other = try drive.other()
    let reply = try JSONSlice(try await other.call("build.start", ["pipeline": .string(pipeline)]).payload)
    let build = try #require(reply["id"]?.text)
    return (
      "demo/\(pipeline)/\(build)", { _ = try await other.call("build.retry", ["pipeline": .string(pipeline), "build": .string(build)]) }
    )
  }

  @Test(arguments: both) func `a build that was retried is taken up with its second execution's log`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api)
    let (run, retry) = try await retried(drive)
    drive.stage.wait(.seconds(10))
    try await retry()
    let heard = try await drive.run(resume: run)
    #expect(heard.verdict == .passed && heard.report?.title == "demo-unit-test #7")
    let counts = Set(drive.line.logs.compactMap { $0.queryItems["executeCount"] })
    #expect(counts == ["2"])
    #expect(heard.log.contains { $0.contains("ctest") })
  }

  @Test(arguments: both) func `a build retried between two looks is followed into its next execution`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api)
    let (run, retry) = try await retried(drive)
    // It fails 3.1 s after its start; looks are at 0, 1, 2.5 and 4.75 s.
    let heard = try await drive.run(resume: run, deeds: [(.seconds(4), retry)])
    #expect(heard.verdict == .passed)
    #expect(drive.line.logs.compactMap { $0.queryItems["executeCount"] }.last == "2")
  }

  /// The detail only tells which execution it is; without it the first is taken.
  @Test(arguments: both) func `a detail that may not be read costs a build taken up nothing but its steps`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.path.hasSuffix("detail") ? Incoming(403, #"{"status":403,"message":"你没有权限进行该操作"}"#) : nil
    }
    let other = try drive.other()
    let pipeline = drive.pipeline("demo-build")
    let reply = try JSONSlice(try await other.call("build.start", ["pipeline": .string(pipeline)]).payload)
    let heard = try await drive.run(resume: "demo/\(pipeline)/\(try #require(reply["id"]?.text))")
    #expect(heard.verdict == .passed, "\(heard.said)")
    #expect(!heard.log.isEmpty)
  }

  /// Another retry begins and ends between two looks: its log and its errors are the ones that count.
  @Test(arguments: both) func `a second retry is read at the end`(api: BlueKingCI.Settings.API) async throws {
    let third = #""executeCount":3"#
    let drive = try BuildDrive(api) { request, _, send in
      guard request.path.hasSuffix("detail") else { return nil }
      let answer = try await send().collect(upTo: .max)
      let text = String(decoding: answer.body, as: UTF8.self)
      // The detail tells of the third once the build is over.
      return Incoming(200, text.contains(#""status":"SUCCEED","model""#) ? text.replacing(#""executeCount":1"#, with: third) : text)
    }
    let heard = try await drive.run("demo-build")
    #expect(heard.verdict == .passed)
    #expect(drive.line.logs.compactMap { $0.queryItems["executeCount"] }.last == "3")
  }

  /// Steps write side by side; each line says whose it is.
  @Test(arguments: both) func `lines name their step`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-build")
    let lines = heard.statuses.flatMap(\.log) + (heard.report?.log ?? [])
    let steps = Set(lines.compactMap(\.step))
    let names = heard.report?.steps.map(\.name) ?? []
    #expect(steps.count > 1 && steps.allSatisfy { step in names.contains { $0.hasSuffix(" / " + step) } }, "\(steps)")
    #expect(lines.allSatisfy { $0.step?.hasPrefix("e-") != true })
  }

  @Test(arguments: both) func `a run that does not exist is inconclusive, and what is no id is wrong usage`(
    api: BlueKingCI.Settings.API
  ) async throws {
    let drive = try BuildDrive(api)
    let pipeline = drive.pipeline("demo-build")
    let heard = try await drive.run(resume: "demo/\(pipeline)/b-0123456789abcdef0123456789abcdef")
    #expect(heard.verdict == .inconclusive && heard.outcome.elapsed > .seconds(60))
    #expect(try await drive.run(resume: "b-1").exit == .usage)
  }

  // MARK: Stopping

  @Test(arguments: both, ["demo-verbose", "demo-release", "demo-guarded"])
  func `a build is stopped where it runs or waits`(api: BlueKingCI.Settings.API, pipeline: String) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run(pipeline, ["noLog": true], stopAfter: .seconds(pipeline == "demo-verbose" ? 2 : 30))
    #expect(heard.verdict == .stopped && heard.exit == .stopped && heard.said.contains("被 admin 取消"))
    #expect(drive.line.requests("stop").count == 1)
  }

  @Test(arguments: both) func `somebody else's build may not be stopped`(api: BlueKingCI.Settings.API) async throws {
    var credentials = Stage.variants[0].profile.credentials
    credentials["user"] = "zhangsan"
    let drive = try BuildDrive(api, credentials: credentials)
    let pipeline = drive.pipeline("demo-macos")
    let reply = try JSONSlice(try await drive.other().call("build.start", ["pipeline": .string(pipeline)]).payload)
    let build = try #require(reply["id"]?.text)
    let heard = try await drive.run(resume: "demo/\(pipeline)/\(build)", stopAfter: .seconds(2))
    #expect(heard.exit == .refused && (heard.error as? APIError)?.fault == "buildForbidden" && heard.outcome.canResume)
  }

  @Test(arguments: both) func `a build that has ended meanwhile tells its own end`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api) { request, _, _ in
      request.path.hasSuffix("stop") ? Incoming(400, #"{"status":2101182,"message":"流水线构建[127]已结束，不能重复停止"}"#) : nil
    }
    // Looks are at 0, 1 and 2.5 s; it is over at 3.9 s, and stopped before the next look.
    let heard = try await drive.run("demo-build", stopAfter: .milliseconds(4000), deeds: [(.milliseconds(3950), {})])
    #expect(heard.verdict == .passed)
  }
}

/// The files a build leaves behind.
@Suite struct BuildArtifactTests {
  @Test(arguments: both) func `all files are listed over all pages, and only when asked for`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    #expect(try await drive.run("demo-build").report?.artifacts.isEmpty == true)
    #expect(drive.line.requests("artifactories").isEmpty)
    let heard = try await drive.run("demo-build", ["artifacts": "out"])
    let artifacts = try #require(heard.report?.artifacts)
    #expect(artifacts.count == 24 && Set(artifacts.map(\.path)).count == 24)
    #expect(artifacts.first?.path == "demo-linux-amd64.tar.gz")
    #expect(artifacts.allSatisfy { $0.size.map { $0 > 0 } == true && $0.md5?.count == 32 })
  }

  @Test func `v3 counts only its own page, so an empty one is the end`() async throws {
    let drive = try BuildDrive(.v3)
    _ = try await drive.run("demo-build", ["artifacts": "out"])
    let pages = drive.line.requests("artifactories").compactMap { $0.queryItems["page"] }
    #expect(pages == ["1", "2"])
  }

  @Test(arguments: both) func `a file is opened at a fresh address, where nothing of ours goes`(api: BlueKingCI.Settings.API) async throws {
    let drive = try BuildDrive(api)
    let heard = try await drive.run("demo-build", ["artifacts": "out"])
    let artifact = try #require(heard.report?.artifacts.first { $0.path == "coverage.html" })
    for _ in 0..<2 {
      let bytes = try await artifact.open().collect(upTo: 1000).body
      #expect(String(decoding: bytes, as: UTF8.self) == "demo-build #127 coverage.html\n")
      #expect(Int64(bytes.count) == artifact.size && Hex.encode(MD5Hash.hash(bytes)) == artifact.md5)
    }
    let downloads = drive.line.requests("/temporary/download/")
    #expect(downloads.count == 2 && downloads.allSatisfy { $0.headers.isEmpty && $0.queryItems["access_token"] == nil })
    #expect(drive.line.requests("ownload").count == 4)
  }

  @Test(arguments: both) func `files that cannot be listed take a pass away, and leave a failure`(api: BlueKingCI.Settings.API) async throws
  {
    let refused: Meddler.Meddle = { request, _, _ in
      request.path.contains("artifactories") ? Incoming(403, #"{"status":403,"message":"你没有权限进行该操作"}"#) : nil
    }
    let passed = try await BuildDrive(api, refused).run("demo-build", ["artifacts": "out"])
    #expect(passed.verdict == .inconclusive && passed.said.contains("制品列不出来"))
    let failed = try await BuildDrive(api, refused).run("demo-unit-test", ["artifacts": "out"])
    #expect(failed.verdict == .failed && failed.report?.warnings.contains { $0.zh.contains("制品列不出来") } == true)
  }

  @Test(arguments: both, ["/../../etc/passwd", "/a/./b", #"/a\..\b"#]) func `a path that leads out of the folder is refused`(
    api: BlueKingCI.Settings.API, path: String
  ) async throws {
    let file: JSONValue = [
      "name": "x", "path": .string(path), "fullPath": .string(path), "size": 1, "folder": false, "artifactoryType": "PIPELINE",
    ]
    let page: JSONValue = ["count": 1, "page": 1, "pageSize": 100, "totalPages": 1, "records": [file]]
    let list = String(decoding: JSONWriter.compact(["status": 0, "data": page]), as: UTF8.self)
    let drive = try BuildDrive(api) { request, _, _ in request.path.contains("artifactories") ? Incoming(200, list) : nil }
    let heard = try await drive.run("demo-build", ["artifacts": "out"])
    #expect(heard.verdict == .inconclusive && heard.report?.artifacts.isEmpty == true)
  }
}
