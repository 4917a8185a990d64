import HufuClient
import HufuSigning

/// A build's log, read as it grows: the lines from a number on, that number included, without those given before.
struct LogTail: Sendable {
  private let build: BuildID
  private let executeCount: Int
  private let client: Client<BlueKingCI>
  /// The number asked from next; nil before the first page.
  private var next: Int64?
  private var given: Set<Int64> = []

  init(build: String, pipeline: String, project: String, executeCount: Int, on client: Client<BlueKingCI>) {
    self.build = BuildID(project: project, pipeline: pipeline, build: build)
    self.executeCount = executeCount
    self.client = client
  }

  /// What was written since the last call. Over, it looks twice: a line shows some time after it was written.
  mutating func read(isOver: Bool) async throws -> [LogLine] {
    var lines = try await page()
    guard isOver else { return lines }
    try await client.connection.timing.sleep(.seconds(1))
    while true {
      let more = try await page()
      guard !more.isEmpty else { return lines }
      lines += more
    }
  }

  private mutating func page() async throws -> [LogLine] {
    var arguments = build.arguments.with("executeCount", executeCount)
    if let next { arguments = arguments.with("start", next) }
    let answer = try await client.json(next == nil ? "logs.init" : "logs.after", arguments)
    // The search failed: what else it says is not meant (platforms/bkci.md §3.4).
    guard answer["status"]?.int != 999 else { return [] }
    var lines: [LogLine] = []
    for line in answer["logs"]?.elements ?? [] {
      guard let number = line["lineNo"]?.int, given.insert(number).inserted else { continue }
      next = max(next ?? 0, number)
      lines.append(LogLine(line["message"]?.text ?? "", time: line["timestamp"]?.moment))
    }
    return lines
  }
}
