import HufuClient
import HufuSigning

/// The questions that the log service answers about one execution of a build.
///
/// Every question names the pipeline, which v4 takes for optional where it is not, and the execution, for which the service would take the
/// first. Debug lines are always asked for: left out they would be holes among the line numbers that look like lost lines.
struct LogSearch: Sendable {
  /// The most lines of one answer.
  static let most = 10_000

  let client: Client<BlueKingCI>
  private let build: Arguments
  private let execution: Int

  init(build: String, pipeline: String, project: String, execution: Int, on client: Client<BlueKingCI>) {
    self.client = client
    self.build = ["project": .string(project), "pipeline": .string(pipeline), "build": .string(build)]
    self.execution = execution
  }

  /// Lines from a number on, that one included; the earliest written ones where there are more than ``most``.
  func lines(from number: Int64) async throws -> LogPage {
    var question = lines
    question.set("start", .json(.int(number)))
    return try await ask("logs.after", question)
  }

  /// Lines of a range of numbers, both ends included; the earliest written ones where there are more than ``most``.
  func lines(in numbers: ClosedRange<Int64>) async throws -> LogPage {
    var question = lines
    question.set("start", .json(.int(numbers.lowerBound)))
    question.set("end", .json(.int(numbers.upperBound)))
    question.set("num", .json(.int(Self.most)))
    return try await ask("logs.more", question)
  }

  /// The number that the next line will get, whoever writes it: all below were given out, whether they can be searched yet or not.
  func nextNumber() async throws -> Int64 {
    try await client.call("logs.last", build, as: Counter.self).lastLineNum ?? 0
  }

  private var lines: Arguments {
    var lines = build
    lines.set("executeCount", .json(.int(execution)))
    lines.set("debug", .json(true))
    return lines
  }

  private func ask(_ name: String, _ question: Arguments) async throws -> LogPage {
    let page = try await client.call(name, question, as: LogPage.self)
    guard page.state != .failed else { throw Self.failed(page) }
    return page
  }

  private struct Counter: Decodable {
    var lastLineNum: Int64?
  }

  private static func failed(_ page: LogPage) -> APIError {
    APIError(
      .unavailable, Bilingual(zh: "日志查询失败（data.status 999）。", en: "The log search failed (data.status 999)."),
      remedy: Bilingual(
        zh: "多半是日志存储（Elasticsearch）繁忙，稍后会再问；一直如此请告诉蓝盾运维。",
        en: "Most likely the log store (Elasticsearch) is busy; it is asked again. If it stays so, tell the operators."),
      platform: BlueKingCI.id, fault: "logSearchFailed", code: "999", status: 200, serverMessage: page.message, mayHaveExecuted: false)
  }
}
