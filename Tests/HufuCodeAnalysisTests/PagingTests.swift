import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuCodeAnalysis

@Suite struct PagingTests {
  static let repos = "/server/main/api/orgs/helloworld/teams/hellotca/repos/"

  static func all(_ connection: Connection, limit: Int) async throws -> (ids: [Int64], pages: Int) {
    var ids: [Int64] = []
    var pages = 0
    for try await page in try connection.pages("repos.list", ["limit": .int(limit)]) {
      pages += 1
      ids += page.items.compactMap { $0["id"]?.int }
    }
    return (ids, pages)
  }

  @Test(arguments: [1, 7, 10, 12, 15, 29, 30, 31, 100]) func readsEveryPage(_ limit: Int) async throws {
    let heard = Heard()
    let (ids, pages) = try await Self.all(try Stage().connection(notice: { heard.hear($0.text.en) }), limit: limit)
    #expect(ids == Array((1...30).reversed()) && pages == (30 + limit - 1) / limit)
    #expect(heard.texts.isEmpty)
  }

  @Test func theDocumentsExample() throws {
    let headers = [HeaderField("Authorization", "Token " + Resident.keeper.token)]
    let answer = try Stage().ask(.get, Self.repos + "?limit=12&offset=0", headers: headers)
    #expect(answer.status == 200)
    let repository = try #require(answer.json["data"]?["results"]?.elements?.first { $0["id"]?.int == 23 })
    #expect(repository["name"] == "repo_name" && repository["created_time"] == "2021-05-14 02:34:44.509000+00:00")
    #expect(answer.json["code"] == 0 && answer.json["msg"] == "请求成功" && answer.json["status_code"] == 200)
  }

  /// Whole pages are pushed on by new rows; nothing is lost, nothing comes twice, and the caller hears of it.
  @Test(arguments: [1, 2, 3]) func aPageThatComesTwiceCostsNothing(_ times: Int) async throws {
    let stage = try Stage()
    let heard = Heard()
    stage.sandbox.inject(.duplicatedPage(times: times), at: "tca", now: stage.clock.now)
    let (ids, _) = try await Self.all(stage.connection(notice: { heard.hear($0.text.en) }), limit: 10)
    #expect(ids == Array((1...30).reversed()))
    #expect(heard.texts.count == 1 && heard.texts[0].contains("\(times)0 duplicates dropped, total 30 → \(30 + times * 10)"))
  }

  @Test func aTotalThatMovesIsReported() async throws {
    let stage = try Stage()
    let heard = Heard()
    stage.sandbox.inject(.movingTotal, at: "tca", now: stage.clock.now)
    let (ids, pages) = try await Self.all(stage.connection(notice: { heard.hear($0.text.en) }), limit: 10)
    #expect(ids == Array((1...30).reversed()) && pages == 4)
    #expect(heard.texts == ["repos.list: the list moved while it was read (3 duplicates dropped, total 30 → 33)."])
  }

  /// limit and offset, then how many rows and the first id.
  @Test(
    arguments: [
      ("", 10, 30), ("?limit=0", 10, 30), ("?limit=-1", 10, 30), ("?limit=abc", 10, 30), ("?limit=", 10, 30), ("?limit=1000000", 30, 30),
      ("?limit=3&offset=-5", 3, 30), ("?limit=3&offset=28", 2, 2), ("?limit=3&offset=30", 0, nil), ("?limit=3&offset=x", 3, 30),
      ("?limit=5&offset=9223372036854775807", 0, nil), ("?limit=9223372036854775807&offset=1", 29, 29),
    ] as [(String, Int, Int64?)])
  func whatDoesNotFitIsIgnored(_ query: String, _ count: Int, _ first: Int64?) throws {
    let answer = try Stage().ask(.get, Self.repos + query)
    let results = answer.json["data"]?["results"]?.elements
    #expect(answer.status == 200 && results?.count == count && results?.first?["id"]?.int == first && answer.json["data"]?["count"] == 30)
  }

  @Test(arguments: ["?limit=99999999999999999999999", "?offset=99999999999999999999999"])
  func aNumberTooLargeBreaksTheServer(_ query: String) throws {
    let answer = try Stage().ask(.get, Self.repos + query)
    #expect(answer.status == 500 && answer.head.isHTML && answer.text.contains("Server Error (500)"))
  }

  /// Any number of repositories, made row by row: the last page of two hundred thousand costs what the first does.
  @Test func thereMayBeVeryMany() async throws {
    let stage = try Stage(config: ["repositories": 200_000])
    let answer = stage.ask(.get, Self.repos + "?limit=100&offset=199950")
    #expect(answer.json["data"]?["count"] == 200_000 && answer.json["data"]?["next"] == .null)
    #expect(answer.json["data"]?["results"]?.elements?.compactMap { $0["id"]?.int } == Array((1...50).reversed()))
    for config: JSONValue in [["repositories": 5], ["repositories": "many"], ["repositores": 200_000]] {
      #expect(throws: ConfigurationError.self) { try Stage(config: config) }
    }
  }

  @Test func theTeamsComeWhole() async throws {
    var names: [String?] = []
    for try await team in try Stage().connection().items("teams.list") { names.append(team["name"]?.text) }
    #expect(names == ["hellotca"])
  }

  @Test func filtersFind() async throws {
    let stage = try Stage()
    func ids(_ arguments: Arguments) async throws -> [Int64?]? {
      try await stage.call("repos.list", arguments)["results"]?.elements?.map { $0["id"]?.int }
    }
    let place = "git.example.com/group/repo_07"
    for form in ["https://\(place).git", "http://\(place)/", "ssh://git@\(place)", "git@git.example.com:group/repo_07.git"] {
      #expect(try await ids(["url": .string(form)]) == [7])
    }
    #expect(try await ids(["url": "https://git.example.com/group/repo_7"]) == [])
    #expect(try await ids(["text": "repo_name"]) == [23])
    #expect(try await ids(["scope": "subscribed"]) == [30, 23, 16, 9, 2])
  }
}
