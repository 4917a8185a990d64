import HufuClient
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import HufuTesting
import Testing

/// Real processes of the command, one folder of tokens between them, and a sandbox whose journal counts.
@Suite(.timeLimit(.minutes(5)), .enabledWithCommand, .serialized) struct TokenHerdTests {
  /// A served sandbox and a folder of configuration and tokens.
  private func serving(while body: @Sendable (Desk, [String: String]) async throws -> Void) async throws {
    let desk = try Desk(mode: .real)
    try await SandboxServer(desk.sandbox, plan: desk.plan).serve { address in
      try desk.write(SandboxProfiles.yaml(baseURL: address.baseURL, plan: desk.plan), to: "config.yaml", mode: 0o600)
      try await body(desk, ["HUFU_CONFIG": desk.config, "XDG_CACHE_HOME": desk.folder + "/cache", "HUFU_LANG": "en"])
    }
  }

  private func fetches(_ desk: Desk) -> Int { desk.sandbox.journal.count { $0.path.hasSuffix("/oapi/v1/token") } }

  private static let show = ["token", "show", "isrpa", "--output", "json"]

  /// - Parameter slowness: how long every answer takes; 2 s, and all others come to wait for the one that fetches.
  @Test(arguments: [0, 2000] as [Int64]) func fiftyColdProcessesMakeOneFetch(slowness: Int64) async throws {
    try await serving { desk, environment in
      if slowness > 0 { desk.sandbox.inject(.slow(milliseconds: slowness), now: desk.clock.now) }
      let runs = try await withThrowingTaskGroup(of: ProgramRun.self) { group in
        for _ in 0..<50 { group.addTask { try await ProgramRun.of("hufu", Self.show, environment: environment) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for run in runs where !run.isSuccess { Issue.record("\(run.complaint)") }
      #expect(fetches(desk) == 1)
      let sources = runs.map { (try? JSONValue(parsing: Array($0.output.utf8)))?["source"]?.text }
      #expect(sources.count { $0 == "fetched" } == 1)
      #expect(sources.allSatisfy { ["fetched", "awaited", "stored"].contains($0) }, "\(sources)")
      if slowness > 0 { #expect(sources.contains("awaited")) }
    }
  }

  @Test func aProcessKilledWhileItFetchesHoldsNobodyUp() async throws {
    try await serving { desk, environment in
      desk.sandbox.inject(.slow(milliseconds: 10_000), now: desk.clock.now)
      try await ProgramRun.killed("hufu", Self.show, environment: environment) {
        // Its request is there, and its answer will not come in time.
        while fetches(desk) == 0 { try await Task.sleep(for: .milliseconds(2)) }
      }
      desk.sandbox.inject(.slow(milliseconds: 0), now: desk.clock.now)
      let next = try await ProgramRun.of("hufu", Self.show, environment: environment)
      #expect(next.isSuccess, "\(next.complaint)")
      #expect(next.output.contains(#""fetched""#), "\(next.output)")
      #expect(fetches(desk) == 2)
    }
  }
}
