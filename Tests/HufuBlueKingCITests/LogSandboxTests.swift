import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// The live log against the sandbox, whose log service plays what its script says.
@Suite struct LogSandboxTests {
  /// Starts a build of a pipeline and reads its log every 300 ms to the end, bearing what is transient.
  private func run(
    _ script: String, pipeline: String = Pipeline.main.name, api: String = "v4"
  ) async throws -> (lines: [LogLine], tail: LogTail, troubles: Int) {
    let stage = try Stage(settings: ["api": .string(api)])
    let id = StableID.pipeline(pipeline)
    let start: Arguments = ["pipeline": .string(id), "LOG_SCRIPT": .string(script)]
    let build = try #require(try await stage.call("build.start", start)["id"]?.text)
    let named: Arguments = ["pipeline": .string(id), "build": .string(build)]
    var tail = LogTail(build: build, pipeline: id, project: "demo", executeCount: 1, on: Client(stage.connection))
    var (lines, troubles): ([LogLine], Int) = ([], 0)
    while !tail.isComplete {
      let isOver = try await stage.status(named) == "SUCCEED"
      do { lines += try await tail.read(isOver: isOver) } catch let error as APIError where error.kind.isTransient { troubles += 1 }
      stage.wait(.milliseconds(300))
    }
    return (lines, tail, troubles)
  }

  /// What the build's log says when nothing goes wrong.
  private func expected() async throws -> [String] { try await run("").lines.map(\.text).sorted() }

  @Test(arguments: ["", "unborn", "late", "failing", "blank", "doubled", "renumbered", "unborn,late,failing,blank,doubled"], ["v3", "v4"])
  func `the whole log in spite of`(script: String, api: String) async throws {
    let (lines, tail, troubles) = try await run(script, api: api)
    #expect(try await lines.map(\.text).sorted() == expected())
    #expect(lines.count == 27 && tail.warnings.isEmpty)
    #expect(lines.filter { $0.kind == .group }.map(\.text).sorted() == ["代码检查", "单元测试", "归档制品", "拉取代码", "编译"].sorted())
    #expect(lines.contains { $0.kind == .warning && $0.text.hasPrefix("unused variable") })
    #expect(lines.contains { $0.text == "\u{1B}[32mBuild finished\u{1B}[0m" })
    #expect((troubles > 0) == script.contains("failing"))
    #expect(!lines.contains { $0.kind == .debug })
  }

  @Test(arguments: [("cleaned", "cleaned"), ("closed", "closed"), ("lost", "never showed")])
  func `what the log lacks is said once`(script: String, words: String) async throws {
    let tail = try await run(script).tail
    #expect(tail.warnings.count == 1 && tail.warnings[0].en.contains(words))
  }

  @Test func `more lines than an answer holds`() async throws {
    let (lines, tail, _) = try await run("", pipeline: "demo-verbose")
    #expect(tail.warnings.isEmpty && tail.isComplete)
    let ticks = lines.filter { $0.text.hasPrefix("tick ") }
    #expect(ticks.count == 12_000)
  }

  @Test func `a retry is another log under the same build`() async throws {
    let stage = try Stage()
    let pipeline = StableID.pipeline("demo-unit-test")
    let id = try #require(try await stage.call("build.start", ["pipeline": .string(pipeline)])["id"]?.text)
    let build: Arguments = ["pipeline": .string(pipeline), "build": .string(id)]
    while try await stage.status(build) != "FAILED" { stage.wait(.seconds(1)) }
    stage.wait(.seconds(2))
    func tail(_ execution: Int) -> LogTail {
      LogTail(build: id, pipeline: pipeline, project: "demo", executeCount: execution, on: Client(stage.connection))
    }
    var first = tail(1)
    #expect(try await first.read(isOver: true).contains { $0.kind == .error })
    let count = try await stage.call("build.retry", build)["executeCount"]?.int
    var second = tail(Int(count ?? 0))
    while try await stage.status(build) != "SUCCEED" { stage.wait(.seconds(1)) }
    let lines = try await second.read(isOver: true)
    #expect(lines.count == 27 && second.memory.first == 30)
    #expect(first.warnings.isEmpty && second.warnings.isEmpty)
  }
}
