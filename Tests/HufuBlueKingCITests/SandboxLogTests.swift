import HufuClient
import HufuSandbox
import HufuSigning
import HufuTesting
import Testing

@testable import HufuBlueKingCI

/// The log service, traps included (platforms/bkci.md §3.4).
@Suite struct SandboxLogTests {
  static func lines(_ log: JSONValue) -> [(number: Int64, text: String)] {
    (log["logs"]?.elements ?? []).map { ($0["lineNo"]?.int ?? -1, $0["message"]?.text ?? "") }
  }

  @Test(arguments: ["v3", "v4"]) func `a log grows, from a line on that is included`(api: String) async throws {
    let stage = try Stage(settings: ["api": .string(api)])
    let build: Arguments = ["build": try await stage.call("build.start", ["BUILD_TYPE": "release"])["id"] ?? .null]
    let empty = try await stage.call("logs.init", build)
    #expect(empty["status"]?.int == 1 && empty["finished"]?.bool == false && Self.lines(empty).isEmpty)
    var next: Int64 = 0
    var seen: [Int64: String] = [:]
    for _ in 0..<20 {
      stage.wait(.milliseconds(400))
      for line in Self.lines(try await stage.call("logs.after", build.with("start", .int(next)))) {
        #expect(line.number >= next)
        seen[line.number] = line.text
      }
      next = (seen.keys.max() ?? -1) + 1
    }
    let whole = Self.lines(try await stage.call("logs.init", build.with("debug", true)))
    let hidden = whole.filter { $0.text.hasPrefix("##[debug]") }
    #expect(hidden.count == 2)
    #expect(seen.count == whole.count - hidden.count)
    #expect(whole.map(\.number).sorted() == (1...Int64(whole.count)).map { $0 })
    #expect(seen.values.contains("make BUILD_TYPE=release TARGET=linux-amd64"))
    #expect(seen.values.contains { $0.contains("\u{1B}[32m") })
    #expect(whole.filter { $0.text.hasPrefix("##[group]") }.count == 5 && whole.filter { $0.text.hasPrefix("##[endgroup]") }.count == 5)
    let last = try await stage.call("logs.last", build)
    // The counter stands at the number that the next line would get.
    #expect(last["lastLineNum"]?.int == Int64(whole.count) + 1)
    let again = Self.lines(try await stage.call("logs.after", build.with("start", .int(Int64(whole.count)))))
    #expect(again.map(\.number) == [Int64(whole.count)])
  }

  @Test func `jobs write side by side, so numbers and times disagree`() async throws {
    let stage = try Stage()
    let build: Arguments = ["build": try await stage.call("build.start")["id"] ?? .null]
    stage.wait(.seconds(10))
    let log = try await stage.call("logs.init", build)
    let times = (log["logs"]?.elements ?? []).compactMap { $0["timestamp"]?.int }
    #expect(times == times.sorted())
    let numbers = Self.lines(log).map(\.number)
    #expect(numbers != numbers.sorted())
    let jobs = Set((log["logs"]?.elements ?? []).compactMap { $0["containerHashId"]?.text })
    #expect(jobs.count == 3)
    let one = try await stage.call("logs.init", build.with("container", .string(jobs.sorted()[0])))
    #expect(Set((one["logs"]?.elements ?? []).compactMap { $0["containerHashId"]?.text }) == [jobs.sorted()[0]])
  }

  @Test func `finished is true long before the build has ended`() async throws {
    let stage = try Stage()
    let build: Arguments = ["build": try await stage.call("build.start")["id"] ?? .null]
    stage.wait(.milliseconds(3000))
    #expect(try await stage.call("logs.init", build)["finished"]?.bool == true)
    #expect(try await stage.status(build) == "RUNNING")
  }

  @Test func `the last lines show only after the build has ended`() async throws {
    let stage = try Stage()
    let build: Arguments = ["build": try await stage.call("build.start")["id"] ?? .null]
    while try await stage.status(build) != "SUCCEED" { stage.wait(.milliseconds(50)) }
    let atEnd = Self.lines(try await stage.call("logs.init", build)).count
    stage.wait(.seconds(2))
    #expect(Self.lines(try await stage.call("logs.init", build)).count > atEnd)
  }

  @Test func `ten thousand lines at a time; windows reach them all`() async throws {
    let stage = try Stage()
    let build = try await stage.start("demo-verbose")
    stage.wait(.seconds(20))
    let first = try await stage.call("logs.init", build)
    #expect(first["logs"]?.elements?.count == 10_000 && first["hasMore"]?.bool == true)
    let last = try #require(try await stage.call("logs.last", build)["lastLineNum"]?.int)
    #expect(last > 12_000)
    var found: Set<Int64> = []
    var from: Int64 = 1
    while from <= last {
      let window = try await stage.call("logs.more", build.with("start", .int(from)).with("end", .int(from + 9999)).with("num", 10_000))
      found.formUnion(Self.lines(window).map(\.number))
      from += 10_000
    }
    #expect(found.count == Int(last) - 1)
    // Numbers follow arrival, answers follow time: the highest number of a cut answer is no cursor.
    let highest = Self.lines(first).map(\.number).max() ?? 0
    #expect(highest > 10_000)
    #expect(try await stage.call("logs.more", build.with("start", 1).with("end", 5000))["logs"]?.elements?.count == 100)
  }

  @Test func `a log as a file, and one that is gone`() async throws {
    let stage = try Stage()
    let build: Arguments = ["build": try await stage.call("build.start")["id"] ?? .null]
    stage.wait(.seconds(10))
    let operation = try stage.connection.catalogue.operation("log.download")
    let file = try await stage.connection.download(try stage.connection.request(operation, build), as: operation).collect(upTo: 1 << 20)
    let lines = file.text.split(separator: "\n")
    #expect(lines.count == Self.lines(try await stage.call("logs.init", build)).count)
    #expect(lines[0].hasPrefix("2023-11-15 06:13:20:500 : ##[group]"))
    #expect(!file.text.contains("##[debug]"))
    let gone: Arguments = ["build": .string(StableID.build(1, of: Pipeline.main.id))]
    #expect(try await stage.call("logs.init", gone)["status"]?.int == 2)
    let request = try stage.connection.request(operation, gone)
    #expect(try await #require(throws: APIError.self) { try await stage.connection.download(request, as: operation) }.kind == .notFound)
  }
}
