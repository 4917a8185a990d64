public import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// Who am I, all repositories over several pages, and a scan of one of them.
  public static func tour(_ visit: Visit<CodeAnalysis>) async throws {
    struct Person: Decodable { var username: String }
    let person = try await visit.client.call("whoami", as: Person.self)
    visit.say(Bilingual(zh: "令牌有效，我是 \(person.username)。", en: "The token is good: I am \(person.username)."))

    var pages = 0
    var names: [Int64: String] = [:]
    var total: Int64?
    for try await page in try visit.client.connection.pages("repos.list", ["org": "helloworld", "team": "hellotca", "limit": 12]) {
      pages += 1
      total = page.total
      for item in page.items { if let id = item["id"]?.int { names[id] = item["name"]?.text } }
    }
    guard pages > 1, names.count >= 30, total == Int64(names.count) else {
      throw TourFailure(
        zh: "列出了 \(names.count) 个代码库、\(pages) 页，服务器称共 \(total ?? 0) 个。",
        en: "Listed \(names.count) repositories on \(pages) pages; the server says \(total ?? 0).")
    }
    guard names[23] == "repo_name" else {
      throw TourFailure(zh: "没有找到文档里的代码库 23。", en: "Repository 23 of the document is not there.")
    }
    visit.say(
      Bilingual(
        zh: "helloworld/hellotca 有 \(names.count) 个代码库，分 \(pages) 页读完；next 只当标志，从不跟随。",
        en: "helloworld/hellotca has \(names.count) repositories, read in \(pages) pages; next is a flag and never followed."))

    try await scan(visit)
  }

  /// Scans a branch by the repository's address as people have it, and holds it to limits.
  private static func scan(_ visit: Visit<CodeAnalysis>) async throws {
    let connection = visit.client.connection
    let arguments: Arguments = [
      "org": "helloworld", "team": "hellotca", "repo": "git@git.example.com:group/repo_name.git", "branch": "master", "newError": "1",
      "newTotal": "5", "duplication": "10%",
    ]
    let job = try connection.job(named: ScanJob.name).job(arguments, on: connection)
    let outcome = await JobRun(job, timing: visit.timing, entropy: connection.entropy) { event in
      if case .started(let run) = event { visit.say(Bilingual(zh: "已启动扫描 \(run.id)。", en: "Started scan \(run.id).")) }
    }.drive()
    guard outcome.verdict == .passed, let report = outcome.report else { throw failure(of: outcome) }
    let numbers = report.measures.filter { $0.limit != nil }
    func list(_ title: (Measure) -> String) -> String {
      numbers.map { "\(title($0)) \(Measure.text($0.value, unit: $0.unit))/\(Measure.text($0.limit, unit: $0.unit))" }.joined(
        separator: ", ")
    }
    let lines = report.issues.count { $0.line != nil }
    visit.say(
      Bilingual(
        zh: "通过（数值/上限）：\(list { $0.title.zh })；新增的 \(report.issues.count) 个问题中 \(lines) 个有行号。",
        en: "Passed (number/limit): \(list { $0.title.en }); \(lines) of its \(report.issues.count) new issues have a line."))
  }

  private static func failure(of outcome: RunOutcome) -> any ExplainedError {
    if case .error(let error) = outcome.end { return error }
    let said = outcome.verdict?.rawValue ?? "–"
    return TourFailure(
      zh: "扫描应当通过，却是 \(said)。" + outcome.reasons.map(\.zh).joined(),
      en: "The scan should have passed; it is \(said). " + outcome.reasons.map(\.en).joined(separator: " "))
  }
}
