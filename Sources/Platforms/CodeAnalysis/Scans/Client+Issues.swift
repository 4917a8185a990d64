import HufuClient
import HufuSigning

extension Client<CodeAnalysis> {
  /// Active issues, the worst first: those that a scan has found, or all.
  ///
  /// - Parameters:
  ///   - scan: whose new ones; nil for all of the project.
  ///   - count: how many at most.
  ///   - lines: for how many at most the line is asked for. The list has none; each is a call of its own (platforms/tca.md §3).
  ///   - page: how many rows a page has, at most 100.
  func issues(openedBy scan: Int64?, in place: Place, atMost count: Int, lines: Int, page: Int = 100) async throws -> IssueList {
    var filter: Arguments = ["state": 1]
    if let scan { filter.append("scanOpen", .json(.int(scan))) }
    var glance = filter
    glance.append("limit", .text("1"))
    var list = IssueList()
    list.total = try await read("issues.list", place.arguments(.project, glance))["count"]?.whole.flatMap { Int(exactly: $0) } ?? 0

    var rows: [Int64: JSONValue] = [:]
    if list.total <= count {
      rows = try await self.rows(matching: place.arguments(.project, filter), atMost: count, page: page)
    } else {
      for severity in 1...4 where rows.count < count {
        var those = filter
        those.append("severity", .text(String(severity)))
        let more = try await self.rows(matching: place.arguments(.project, those), atMost: count - rows.count, page: page)
        rows.merge(more) { first, _ in first }
      }
    }
    for row in rows.values.sorted(by: Self.isWorse) {
      var detail: JSONValue?
      if list.issues.count < lines, list.trouble == nil, let id = row["id"]?.whole {
        do {
          detail = try await read("issue.get", place.arguments(.project, ["issue": .int(id)]))
        } catch let error as APIError {
          list.trouble = error
        }
      }
      guard let issue = CodeIssue(row, detail: detail) else { continue }
      if issue.line == nil { list.unplaced += 1 }
      list.issues.append(issue)
    }
    return list
  }

  /// Rows by their id.
  ///
  /// The list has no order and moves under its reader, so that one row can come twice and another not at all (platforms/tca.md §2): where
  /// some are missing at the end it is read once more.
  private func rows(matching filter: Arguments, atMost count: Int, page size: Int) async throws -> [Int64: JSONValue] {
    var filter = filter
    filter.set("limit", .json(.int(size)))
    var rows: [Int64: JSONValue] = [:]
    for _ in 1...2 {
      var total = 0
      for try await page in try connection.pages("issues.list", filter) {
        total = page.total.flatMap { Int(exactly: $0) } ?? total
        for item in page.items where rows.count < count {
          if let id = item["id"]?.int { rows[id] = try JSONValue(parsing: Array(item.raw)) }
        }
        if rows.count >= count { break }
      }
      if rows.count >= min(total, count) { break }
    }
    return rows
  }

  /// By severity, then by file, then by age.
  private static func isWorse(_ one: JSONValue, _ other: JSONValue) -> Bool {
    func key(_ row: JSONValue) -> (Int64, String, Int64) {
      (row["severity"]?.whole ?? 5, row["file_path"]?.words ?? "", row["id"]?.whole ?? 0)
    }
    return key(one) < key(other)
  }
}
