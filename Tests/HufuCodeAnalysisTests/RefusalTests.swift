import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

/// What the sandbox refuses, and in whose words.
@Suite struct RefusalTests {
  static let repos = PagingTests.repos
  static let overview = "/server/analysis/api/orgs/helloworld/teams/hellotca/repos/23/projects/27/overview/"

  @Test(
    arguments: [
      (nil, "身份认证信息未提供。", "Accept, Cookie, Origin"), ("", "身份认证信息未提供。", "Accept, Cookie, Origin"),
      ("Bearer x", "身份认证信息未提供。", "Accept, Cookie, Origin"), ("CodeDog x.y.z", "鉴权失效", "Accept, Cookie, Origin"),
      (Resident.keeper.token, "身份认证信息未提供。", "Accept, Cookie, Origin"), ("Token", "没有提供认证信息（认证令牌HTTP头无效）。", "Accept, Origin"),
      ("Token a b", "认证令牌字符串不应该包含空格（无效的认证令牌HTTP头）。", "Accept, Origin"), ("Token x", "认证令牌无效。", "Accept, Origin"),
    ] as [(String?, String, String)])
  func aTokenThatIsNone(_ header: String?, _ text: String, _ vary: String) throws {
    let stage = try Stage()
    let answer = stage.ask(.get, Self.repos, headers: Stage.headers(token: header))
    #expect(answer.status == 401 && answer.json == ["status_code": 401, "code": 1000, "msg": .string(text)])
    #expect(answer.head.headers["WWW-Authenticate"] == "Token" && answer.head.headers["Vary"] == vary)
    let analysis = stage.ask(.get, Self.overview, headers: Stage.headers(token: header))
    #expect(analysis.status == 401 && analysis.head.isHTML && analysis.text.contains("401 Authorization Required"))
  }

  @Test func aTicketOfTheServers() throws {
    let answer = try Stage().ask(.get, Self.repos, headers: Stage.headers(token: nil, [HeaderField("SERVER-TICKET", "x")]))
    #expect(answer.json == ["status_code": 401, "code": "-2", "msg": "鉴权失败"])
    #expect(try Stage().ask(.get, Self.repos + "?token=" + Resident.keeper.token, headers: []).status == 401)
  }

  @Test func strictTakesTheDocumentsSpellingOnly() throws {
    let headers = Stage.headers(token: "token " + Resident.keeper.token)
    #expect(try Stage().ask(.get, Self.repos, headers: headers).status == 200)
    #expect(try Stage(mode: .strict).ask(.get, Self.repos, headers: headers).status == 401)
    #expect(try Stage(mode: .strict).ask(.get, Self.repos).status == 200)
  }

  /// A slash that is missing, as seen through the library: not followed, explained, nothing sent twice.
  @Test(arguments: [Self.repos, Self.overview]) func aSlashThatIsMissing(_ path: String) async throws {
    let stage = try Stage()
    let bare = String(path.dropLast())
    let answer = stage.ask(.get, bare + "?limit=1")
    #expect(answer.status == 301 && answer.body.isEmpty)
    let inner = path.split(separator: "/").dropFirst(2).joined(separator: "/")
    #expect(answer.head.headers["Location"] == "/\(inner)/?limit=1")
    #expect(stage.ask(.get, "/\(inner)/?limit=1").text == "<!doctype html><title>TCA</title>\n")
    let error = await #expect(throws: APIError.self) { try await stage.connection(retry: RetryPolicy()).send(APIRequest(.get, bare)) }
    #expect(error?.fault == "missingSlash" && error?.kind.exitCode == .refused)
  }

  @Test func whatIsNotThere() async throws {
    for arguments: Arguments in [["org": "nobody"], ["team": "nobody"], ["repo": 99], ["project": 99], ["repo": "x"]] {
      let error = try await Stage().error("jobs.list", arguments)
      #expect(error?.fault == "unknownThing" && error?.kind == .notFound)
    }
    // Existence is told even to those who may see nothing.
    let stage = try Stage()
    #expect(await stage.error("repo.get", ["repo": 99], token: Resident.stranger.token)?.status == 404)
    #expect(await stage.error("repo.get", token: Resident.stranger.token)?.fault == "notAllowed")
    // Before the analysis server everything looks like a missing permission, but for the project.
    #expect(await stage.error("overview.get", ["repo": 99])?.fault == "analysisForbidden")
    #expect(await stage.error("overview.get", token: Resident.stranger.token)?.fault == "analysisForbidden")
    let project = await stage.error("overview.get", ["project": 99])
    #expect(project?.status == 404 && project?.code == "100" && project?.fault == "unknownThing")
  }

  @Test func aWrongTokenIsUnauthenticatedAndNotTriedAgain() async throws {
    let stage = try Stage()
    let error = await stage.error("whoami", token: "wrong")
    #expect(error?.fault == "unknownToken" && error?.kind.exitCode == .authentication)
    #expect(stage.sandbox.journal.count == 1)
    #expect(stage.sandbox.journal.first?.refusal == "no such token")
  }

  @Test func rotatingKillsTheOldToken() async throws {
    let stage = try Stage()
    let fresh = try #require(try await stage.call("token.rotate")["token"]?.text)
    #expect(fresh.count == 40 && fresh != Resident.keeper.token)
    #expect(await stage.error("whoami")?.fault == "unknownToken")
    #expect(try await stage.call("token.get", token: fresh)["token"]?.text == fresh)
  }

  @Test(arguments: [
    (#"{"scm_url": 1,}"#, "Expecting property name enclosed in double quotes: line 1 column 15 (char 14)"),
    (#"{"scm_url":}"#, "Expecting value: line 1 column 12 (char 11)"), (#"{"a" 1}"#, "Expecting ':' delimiter: line 1 column 6 (char 5)"),
    (#"{"名": 1 2}"#, "Expecting ',' delimiter: line 1 column 9 (char 8)"), ("{} x", "Extra data: line 1 column 4 (char 3)"),
  ])
  func aBodyThatIsNoJSON(_ body: String, _ words: String) throws {
    let answer = try Stage().ask(.post, Self.repos, headers: Stage.json, body: body)
    #expect(answer.status == 400 && answer.json["msg"]?.text == "JSON parse error - " + words)
  }

  @Test func aBodyOfAnotherType() throws {
    let stage = try Stage()
    let text = stage.ask(.post, Self.repos, headers: Stage.headers([HeaderField("Content-Type", "text/plain")]), body: "x")
    #expect(text.status == 415 && text.json["msg"] == "不支持请求中的媒体类型 “text/plain”。")
    let form = stage.ask(
      .post, Self.repos, headers: Stage.headers([HeaderField("Content-Type", "application/x-www-form-urlencoded")]),
      body: "scm_url=https%3A%2F%2Fgit.example.com%2Fa%2Fb.git&scm_type=git")
    #expect(form.status == 201 && form.json["data"]?["scm_url"] == "http://git.example.com/a/b")
  }

  @Test func aRepositoryIsAddedOnceAndTakenAway() async throws {
    let stage = try Stage()
    let made = try await stage.call("repo.create", ["url": "ssh://git@git.example.com/new/one.git", "type": "git", "name": "one"])
    #expect(made["id"] == 31 && made["scm_url"] == "http://git.example.com/new/one" && made["ssh_url"] == "git@git.example.com:new/one")
    #expect(try await stage.call("repos.list", ["limit": 1])["results"]?[0]?["name"] == "one")
    let again = await stage.error("repo.create", ["url": "https://git.example.com/new/one", "type": "git"])
    #expect(again?.code == "1040" && again?.kind == .conflict)
    #expect(await stage.error("repo.create", ["url": "https://git.example.com/group/repo_01", "type": "git"])?.code == "1040")
    _ = try await stage.call("repo.delete", ["repo": 31])
    _ = try await stage.call("repo.delete", ["repo": 5])
    #expect(await stage.error("repo.get", ["repo": 31])?.kind == .notFound)
    let (ids, _) = try await PagingTests.all(stage.connection(), limit: 4)
    #expect(ids == Array((1...30).reversed()).filter { $0 != 5 })
  }

  /// For every status the documents name, the true body: what the library makes of it.
  @Test(arguments: [
    (301, "redirected", "redirected"), (400, "invalid", "invalid"), (401, "unknownToken", "analysisUnauthenticated"),
    (403, "notAllowed", "analysisForbidden"), (404, "unknownThing", "unknownThing"), (405, "wrongMethod", "wrongMethod"),
    (406, "wrongAccept", "wrongAccept"), (415, "wrongContentType", "wrongContentType"), (500, "serverBug", "serverBug"),
    (502, "unavailable", "unavailable"), (503, "unavailable", "unavailable"), (504, "unavailable", "unavailable"),
    (413, "tooLarge", "tooLarge"), (429, "tooManyRequests", "tooManyRequests"),
  ])
  func anInjectedStatus(_ status: Int, _ main: String, _ analysis: String) async throws {
    for (name, fault) in [("whoami", main), ("overview.get", analysis)] {
      let stage = try Stage()
      stage.sandbox.inject(.status(status, times: 1), at: "tca", now: stage.clock.now)
      let error = await stage.error(name)
      #expect(error?.status == status)
      #expect(error?.fault == fault)
      #expect(await stage.error(name) == nil)
    }
  }

  @Test func otherFaults() async throws {
    let stage = try Stage()
    stage.sandbox.inject(.html(times: 1), at: "tca", now: stage.clock.now)
    #expect(await stage.error("whoami")?.fault == "frontPage")
    stage.sandbox.inject(.ipRefused(times: 1), at: "tca", now: stage.clock.now)
    #expect(await stage.error("whoami")?.kind == .forbidden)
    stage.sandbox.inject(.status(502, times: 2), at: "tca", now: stage.clock.now)
    _ = try await stage.connection(retry: RetryPolicy()).call("whoami")
    #expect(stage.clock.sleeps.count == 2)
  }
}
