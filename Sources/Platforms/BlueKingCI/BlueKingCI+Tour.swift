public import HufuClient
import HufuSigning

extension BlueKingCI {
  /// Gets a token as a browser would, lists projects, starts a build with a parameter, follows it, shows its log and its result.
  public static func tour(_ visit: Visit<Self>) async throws {
    try await signIn(visit)
    var projects = 0
    for try await _ in try visit.client.items("projects.list", as: Tour.Project.self) { projects += 1 }
    guard projects > 10 else { throw TourFailure(zh: "只看到 \(projects) 个项目。", en: "Only \(projects) projects were listed.") }
    visit.say(Bilingual(zh: "列出 \(projects) 个项目（服务器一页只给 10 个，已自动翻页）", en: "Listed \(projects) projects (the server gives 10 at a time)"))

    let info = try await visit.client.call("build.startinfo", as: Tour.StartInfo.self)
    guard let type = info.properties.first(where: { $0.id == "BUILD_TYPE" }), type.options?.contains(where: { $0.key == "release" }) == true
    else { throw TourFailure(zh: "流水线没有启动参数 BUILD_TYPE=release。", en: "The pipeline has no start parameter BUILD_TYPE=release.") }
    let started = try await visit.client.call("build.start", ["BUILD_TYPE": "release"], as: Tour.Started.self)
    visit.say(Bilingual(zh: "启动构建 #\(started.num)，BUILD_TYPE=release", en: "Started build #\(started.num) with BUILD_TYPE=release"))

    let result = try await follow(started.id, visit)
    guard result.status == "SUCCEED" else { throw TourFailure(zh: "构建结果是 \(result.status)。", en: "The build ended as \(result.status).") }
    visit.say(Bilingual(zh: "构建成功：\(result.status)", en: "The build succeeded: \(result.status)"))
  }

  /// The token address refuses who is not signed in, and lends a token to who is.
  private static func signIn(_ visit: Visit<Self>) async throws {
    let path = "/ms/auth/api/user/token/get"
    guard try await visit.browser(APIRequest(.get, path)).status == 401 else {
      throw TourFailure(zh: "没有登录也能取令牌。", en: "A token was lent to somebody who is not signed in.")
    }
    let answer = try await visit.browser(APIRequest(.get, path, headers: [HeaderField("Cookie", "bk_token=browser-session")]))
    guard let data = try JSONSlice(answer.body)["data"], let user = data["userId"]?.text, let token = data["accessToken"]?.text else {
      throw TourFailure(zh: "登录后没有取到令牌。", en: "No token was lent after the sign-in.")
    }
    guard try TokenText(token).form != .twice else { throw TourFailure(zh: "令牌被编码了两次。", en: "The token is encoded twice.") }
    visit.say(Bilingual(zh: "浏览器登录后取得 \(user) 的 access_token", en: "Got an access_token for \(user) as a signed-in browser"))
  }

  /// Waits for the end and reads the log on the way, from the line after the last one seen.
  private static func follow(_ build: String, _ visit: Visit<Self>) async throws -> Tour.Status {
    var next: Int64 = 0
    var shown = 0
    var result: Tour.Status?
    var pollsAfterEnd = 0
    for _ in 0..<30 where pollsAfterEnd < 2 {
      try await visit.timing.sleep(.milliseconds(800))
      if result != nil { pollsAfterEnd += 1 }
      let log = try await visit.client.call("logs.after", ["build": .string(build), "start": .int(next)], as: Tour.Log.self)
      for line in log.logs {
        next = max(next, line.lineNo + 1)
        if line.message.contains("BUILD_TYPE=release") || line.message.contains("passed") {
          visit.say(Bilingual(zh: "日志：\(line.message.withoutColours)", en: "Log: \(line.message.withoutColours)"))
          shown += 1
        }
      }
      let status = try await visit.client.call("build.status", ["build": .string(build)], as: Tour.Status.self)
      if status.endTime != nil { result = status }
    }
    guard let result else { throw TourFailure(zh: "构建没有在时限内结束。", en: "The build did not end in time.") }
    guard shown >= 2 else { throw TourFailure(zh: "日志里没有预期的行。", en: "The log lacks lines it should have.") }
    return result
  }

  /// What the tour reads of the answers.
  private enum Tour {
    struct Project: Decodable, Sendable {
      let projectCode: String
    }
    struct StartInfo: Decodable {
      struct Property: Decodable {
        struct Option: Decodable {
          let key: String
        }
        let id: String
        let options: [Option]?
      }
      let properties: [Property]
    }
    struct Started: Decodable {
      let id: String
      let num: Int
    }
    struct Status: Decodable {
      let status: String
      let endTime: Int64?
    }
    struct Log: Decodable {
      struct Line: Decodable {
        let lineNo: Int64
        let message: String
      }
      let logs: [Line]
    }
  }
}

extension String {
  /// Without the escape sequences that colour a terminal.
  fileprivate var withoutColours: String {
    split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated()
      .map { $0 == 0 ? $1 : $1.drop { $0 != "m" }.dropFirst() }.joined()
  }
}
