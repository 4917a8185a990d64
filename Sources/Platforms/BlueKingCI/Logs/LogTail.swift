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
  /// Lines read and not given out, because of trouble before they could be.
  private var held: [LogLine] = []
  /// What the log lacks.
  var warnings: [Bilingual] = []

  init(build: String, pipeline: String, project: String, executeCount: Int, on client: Client<BlueKingCI>) {
    self.build = BuildID(project: project, pipeline: pipeline, build: build)
    self.executeCount = executeCount
    self.client = client
  }

  /// What was written since the last call. Over, it looks twice: a line shows some time after it was written.
  mutating func read(isOver: Bool) async throws -> [LogLine] {
    try await page()
    if isOver {
      try await client.connection.timing.sleep(.seconds(1))
      while try await page() {}
    }
    defer { held = [] }
    return held
  }

  /// Whether it brought anything new.
  @discardableResult
  private mutating func page() async throws -> Bool {
    var arguments = build.arguments.with("executeCount", executeCount)
    if let next { arguments = arguments.with("start", next) }
    let answer = try await client.json(next == nil ? "logs.init" : "logs.after", arguments)
    // The search failed: what else it says is not meant (platforms/bkci.md §3.4).
    guard answer["status"]?.int != 999 else { return false }
    let before = given.count
    for line in answer["logs"]?.elements ?? [] {
      guard let number = line["lineNo"]?.int, given.insert(number).inserted else { continue }
      next = max(next ?? 0, number)
      held.append(LogLine(line["message"]?.text ?? "", time: line["timestamp"]?.moment))
    }
    return given.count > before
  }
}
