import HufuClient
import HufuSandbox
import HufuSigning

/// A test plan of the sandbox, and what comes of running it.
struct SandboxPlan: Sendable {
  enum Outcome: Sendable {
    case passing
    case failing
    /// Stops at the first failure, as `onSampleError` asks for.
    case stopping
    /// Ends without a verdict: `COMPLETED` in v1 and v2, execStatus `ERROR` in v3.
    case unjudged
    /// Holds no case that could be run.
    case empty
  }

  var id: String
  var number: Int
  var name: String
  var outcome: Outcome
  var duration: Duration
  var cases: Int
  var failures: Int
  /// v3: the pass rate in percent that counts as success.
  var threshold: Int

  /// The plans whose names tell what they do, and then many more so that there are pages to turn.
  static func all(_ numbering: Numbering, seed: UInt64, count: Int = 64) -> [SandboxPlan] {
    let known: [(name: String, outcome: Outcome, failures: Int, threshold: Int)] = [
      ("测试环境使用", .passing, 0, 100), ("回归测试（有失败）", .failing, 2, 100), ("冒烟测试（失败即停）", .stopping, 1, 50),
      ("统计出错（无结论）", .unjudged, 0, 100), ("空计划（无可执行用例）", .empty, 0, 100), ("达到阈值（有失败）", .failing, 2, 60),
    ]
    let systems = ["登录", "订单", "支付", "库存", "报表", "消息", "会员", "搜索"]
    let sorts = ["回归", "接口", "巡检", "发布验证"]
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
      let first = index < known.count ? known[index] : nil
      let name = "\(systems.randomElement(using: &random) ?? "")\(sorts.randomElement(using: &random) ?? "")计划 \(index + 1)"
      return SandboxPlan(
        id: numbering.id(.plan, index), number: 100_001 + index, name: first?.name ?? name, outcome: first?.outcome ?? .passing,
        duration: .milliseconds(first == nil ? Int64.random(in: 3000...6000, using: &random) : 4000),
        cases: first == nil ? Int.random(in: 4...40, using: &random) : 8, failures: first?.failures ?? 0, threshold: first?.threshold ?? 100
      )
    }
  }

  /// How the plan's cases ended, when a run is over.
  var counts: (passed: Int, failed: Int, left: Int) {
    switch outcome {
    case .passing, .failing: (cases - failures, failures, 0)
    case .stopping: (5, 1, cases - 6)
    case .unjudged, .empty: (0, 0, cases)
    }
  }

  func json(_ world: World) -> JSONValue {
    let created = 1_690_000_000_000 + Int64(number) * 60_000
    switch world.generation {
    case .v1, .v2:
      return [
        "id": .string(id), "name": .string(name), "workspaceId": .string(world.workspace), "projectId": .string(world.project),
        "projectName": .string(World.projectName), "status": "Prepare", "stage": "smoke", "principal": .string(world.user.id),
        "num": .int(number), "testPlanTotalExecutions": 0, "createUser": .string(world.user.id), "createTime": .int(created),
        "updateTime": .int(created), "executionTimes": 0,
      ]
    case .v3:
      return [
        "id": .string(id), "num": .int(number), "name": .string(name), "projectId": .string(world.project), "type": "TEST_PLAN",
        "status": "PREPARED", "groupId": "NONE", "moduleId": "root", "moduleName": "未规划计划", "passThreshold": .int(threshold),
        "functionalCaseCount": 0, "apiCaseCount": .int(cases), "apiScenarioCount": 0, "createUser": .string(world.user.id),
        "createUserName": .string(world.user.name), "createTime": .int(created),
      ]
    }
  }
}
