import HufuClient
import HufuSigning

extension Client<CodeAnalysis> {
  func job(_ place: Place) async throws -> JobRecord {
    let answer = try await read("job.get", place.arguments(.job))
    guard let job = JobRecord(answer) else {
      throw APIError(
        .malformed, Bilingual(zh: "任务详情里没有编号。", en: "The job's details hold no id."), platform: CodeAnalysis.id, mayHaveExecuted: false)
    }
    return job
  }

  /// The ids of a project's newest jobs, newest first, until one is met that was there before.
  func jobs(of place: Place, after newest: Int64 = 0, _ filter: Arguments = [:], atMost count: Int = 50) async throws -> [Int64] {
    var ids: [Int64] = []
    var arguments = place.arguments(.project, filter)
    arguments.set("limit", .json(.int(min(count, 100))))
    for try await row in try rows("jobs.list", arguments).prefix(count) {
      guard let id = row["id"]?.whole, id > newest else { break }
      ids.append(id)
    }
    return ids
  }

  /// How many rows of a history are looked through for one scan.
  private static var reach: Int { 300 }

  /// What one scan counted, and never another: the project's last scan if it is this one, else the rows of the histories that name it; nil
  /// where neither does (platforms/tca.md §4).
  func numbers(ofScan scan: Int64, in place: Place) async throws -> ScanNumbers? {
    if let latest = try await latestScan(of: place), latest["id"]?.whole == scan {
      // A scan without a result is still being saved, whatever its job says.
      if let result = latest["result_code"], result.whole.map({ ScanResult(code: $0).isSuccess }) != true { return nil }
      return ScanNumbers(
        lint: latest["lintscan"], duplication: latest["duplicatescan"], complexity: latest["cyclomaticcomplexityscan"])
    }
    let lint = try await row("lintscans.list", ofScan: scan, in: place)
    let duplication = try await row("dupscans.list", ofScan: scan, in: place)
    let complexity = try await row("cycscans.list", ofScan: scan, in: place)
    guard lint != nil || duplication != nil || complexity != nil else { return nil }
    return ScanNumbers(lint: lint, duplication: duplication, complexity: complexity)
  }

  private func latestScan(of place: Place) async throws -> JSONValue? {
    do {
      return try await read("overview.latest", place.arguments(.project))
    } catch let error as APIError where error.kind == .notFound {
      return nil
    }
  }

  /// The scan stands in a row as an object with an id, or as the id itself.
  private func row(_ history: String, ofScan scan: Int64, in place: Place) async throws -> JSONValue? {
    for try await row in try rows(history, place.arguments(.project)).prefix(Self.reach) {
      if (row["scan"]?["id"] ?? row["scan"])?.whole == scan { return row }
    }
    return nil
  }
}
