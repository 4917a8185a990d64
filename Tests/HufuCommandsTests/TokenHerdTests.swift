import HufuClient
import HufuSandbox
import HufuSandboxServer
import HufuSigning
import HufuTesting
import Synchronization
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

  /// Whoever waits for it goes on as soon as the system has taken its lock back: not after its answer, which would come in a minute, nor
  /// after the 45 s for which a lock is waited for.
  @Test func aProcessKilledWhileItFetchesHoldsNobodyUp() async throws {
    try await serving { desk, environment in
      desk.sandbox.inject(.slow(milliseconds: 60_000), now: desk.clock.now)
      let next = Mutex<Task<ProgramRun, any Error>?>(nil)
      try await ProgramRun.killed("hufu", Self.show, environment: environment) {
        // Its request is there, and its answer is on the way for a minute; others are answered at once again.
        while fetches(desk) == 0 { try await Task.sleep(for: .milliseconds(2)) }
        desk.sandbox.inject(.slow(milliseconds: 0), now: desk.clock.now)
        next.withLock { $0 = Task { try await ProgramRun.of("hufu", Self.show, environment: environment) } }
      }
      let killed = ContinuousClock.now
      let run = try #require(try await next.withLock { $0 }?.value)
      #expect(ContinuousClock.now - killed < .seconds(20))
      #expect(run.isSuccess, "\(run.complaint)")
      #expect(run.output.contains(#""fetched""#), "\(run.output)")
      #expect(fetches(desk) == 2)
    }
  }

  /// One file of configuration, changed by many at once: all are there, and nothing is torn.
  @Test func profilesAddedByManyProcessesAreAllThere() async throws {
    try await serving { desk, environment in
      let names = (1...16).map { "extra\($0)" }
      try await withThrowingTaskGroup(of: ProgramRun.self) { group in
        for name in names {
          group.addTask {
            try await ProgramRun.of(
              "hufu", ["profile", "add", name, "--platform", "tca", "--url", "https://tca.example.com", "token=env:TCA_TOKEN"],
              environment: environment)
          }
        }
        for try await run in group where !run.isSuccess { Issue.record("\(run.complaint)") }
      }
      let list = try await ProgramRun.of("hufu", ["profile", "list", "--output", "json"], environment: environment)
      let there = try JSONValue(parsing: Array(list.output.utf8)).elements?.compactMap { $0["profile"]?.text } ?? []
      #expect(Set(there).isSuperset(of: names) && there.contains("isrpa"), "\(list.output)")
    }
  }
}
