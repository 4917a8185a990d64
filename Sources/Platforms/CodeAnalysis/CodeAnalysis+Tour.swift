import FoundationEssentials
public import HufuClient
import HufuSigning

extension CodeAnalysis {
  /// Who am I, all repositories over several pages, and the results of one project.
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

    let place: Arguments = ["org": "helloworld", "team": "hellotca", "repo": 23, "project": 27]
    let overview = try JSONSlice(try await visit.client.connection.call("overview.get", place).payload)
    guard let counts = overview["lintscan"]?["total"]?["state_detail"], let rate = overview["duplicatescan"]?["duplicate_rate"]?.scalarText
    else {
      throw TourFailure(zh: "项目 27 没有扫描结果。", en: "Project 27 has no results.")
    }
    // A count of zero is left out by the server.
    let active = counts["active"]?.int ?? 0
    visit.say(
      Bilingual(
        zh: "repo_name 的 master：待处理问题 \(active) 个，重复率 \(rate)%。", en: "master of repo_name: \(active) active issues, \(rate)% duplicated."))
  }
}
