import HufuClient
import HufuSigning

extension MeterSphere {
  /// Runs a test plan and waits for its verdict; v1, v2 and v3 (platforms/metersphere.md §2, §3).
  ///
  /// In v1 and v2 the report's id is of our own choosing, so that a start whose answer is lost can be looked up. v3 chooses itself; there
  /// the plan's history is searched for a run of ours that was not in it before.
  struct PlanJob: Job {
    typealias P = MeterSphere

    static let name = "plan"
    static let reportsCases = true
    static let summary = Bilingual(zh: "运行测试计划，等待并判定结果", en: "Run a test plan, wait for it and judge it")

    /// The server knows a call to stop plans from v3 on.
    var whyUnstoppable: Bilingual? { generation == .v3 ? nil : Self.unstoppable }

    private static let unstoppable = Bilingual(
      zh: "v1、v2 没有停止测试计划的公开接口；请在 MeterSphere 页面上停止。",
      en: "v1 and v2 have no published call that stops a plan; stop it on MeterSphere's own page.")

    let arguments: JobArguments
    let client: Client<MeterSphere>
    let requirement: Requirement
    var generation: Generation { client.generation }
    var project: String? { arguments.text("project") }

    /// What the names meant; nil until resolved, and for a run taken up by its id alone.
    var plan: Plan?
    var environment: Environment?
    /// Whose runs these are.
    var user: String?
    /// The run's report; in v1 and v2 chosen before the start.
    var report = ""
    /// Where browsers find the server.
    var site: String?
    /// v3: what was in the plan's history before the start.
    var before = RunsBefore()
    /// An end that has to be seen twice, seen once.
    var doubted: RunStatus.Phase?

    init(_ arguments: JobArguments, of platform: MeterSphere, on client: Client<MeterSphere>) throws {
      try Self.check(arguments, for: platform.settings.generation)
      self.arguments = arguments
      self.client = client
      requirement = arguments.text("require").flatMap(Requirement.init) ?? .allPassed
    }

    mutating func status() async throws -> RunStatus {
      let phase = try await phase()
      guard isDoubtful(phase), doubted != phase else {
        doubted = nil
        return RunStatus(phase)
      }
      doubted = phase
      return RunStatus(.settling(.passed))
    }

    func phase() async throws -> RunStatus.Phase { try await client.phase(ofReport: report, plan: plan?.id, project: project) }

    /// v1 says SUCCESS before a late job corrects it; v2 is asked twice like it.
    private func isDoubtful(_ phase: RunStatus.Phase) -> Bool { generation != .v3 && phase == .ended(.passed) }

    mutating func stop() async throws {
      guard generation == .v3 else { throw UsageError(Self.unstoppable) }
      do {
        _ = try await client.connection.call("report.stop", ["report": .string(report)])
      } catch var error as APIError where error.isUnexplained500 {
        // The row of a run comes a moment after its start (platforms/metersphere.md §2.3): asked again, it may be there.
        error.kind = .unavailable
        throw error
      }
    }

    func earlierDurations() async throws -> [Duration] {
      guard let plan else { return [] }
      return try await client.durations(of: plan, project: project)
    }
  }
}
