public import HufuClient
import HufuSigning

extension BlueKingCI {
  /// Gets a token as a browser would, lists projects, runs the build job with a parameter, shows its log and its result.
  public static func tour(_ visit: Visit<Self>) async throws {
    try await signIn(visit)
    var projects = 0
    for try await _ in try visit.client.items("projects.list", as: Tour.Project.self) { projects += 1 }
    guard projects > 10 else { throw TourFailure(zh: "只看到 \(projects) 个项目。", en: "Only \(projects) projects were listed.") }
    visit.say(Bilingual(zh: "列出 \(projects) 个项目（服务器一页只给 10 个，已自动翻页）", en: "Listed \(projects) projects (the server gives 10 at a time)"))

    let connection = visit.client.connection
    let job = try connection.job(named: BuildJob.name).job(["BUILD_TYPE": "release"], on: connection)
    let outcome = await JobRun(job, timing: visit.timing, entropy: connection.entropy) { event in
      switch event {
      case .started:
        visit.say(
          Bilingual(zh: "核对启动参数，启动构建，BUILD_TYPE=release", en: "Checked the start parameters, started a build with BUILD_TYPE=release"))
      case .status(let status, _): tell(status.log, visit)
      default: break
      }
    }.drive()
    guard outcome.verdict == .passed, let report = outcome.report else { throw failure(of: outcome) }
    tell(report.log, visit)
    visit.say(Bilingual(zh: "构建成功：\(report.title)", en: "The build succeeded: \(report.title)"))
  }

  /// The lines of the log that show what was asked for, and what came of it.
  private static func tell(_ lines: [LogLine], _ visit: Visit<Self>) {
    for line in lines where line.text.contains("BUILD_TYPE=release") || line.text.contains("passed") {
      visit.say(Bilingual(zh: "日志：\(line.text.withoutColours)", en: "Log: \(line.text.withoutColours)"))
    }
  }

  private static func failure(of outcome: RunOutcome) -> any ExplainedError {
    if case .error(let error) = outcome.end { return error }
    let said = outcome.verdict?.rawValue ?? "–"
    return TourFailure(
      zh: "构建应当成功，却是 \(said)。" + outcome.reasons.map(\.zh).joined(),
      en: "The build should have succeeded; it is \(said). " + outcome.reasons.map(\.en).joined(separator: " "))
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

  /// What the tour reads of the answers.
  private enum Tour {
    struct Project: Decodable, Sendable {
      let projectCode: String
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
