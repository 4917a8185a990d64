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
    /// Says SUCCESS for ever although cases failed: v1's late correction got lost.
    case mislabelled
    /// In a state no source explains.
    case puzzling
    /// Never ends.
    case endless
  }

  /// How many cases ended how.
  struct Counts: Sendable {
    var passed = 0
    var failed = 0
    /// Failures the team's rules call false.
    var fake = 0
    var left = 0

    var done: Int { passed + failed + fake }
  }

  var id: String
  var number: Int
  var name: String
  var outcome: Outcome
  var duration: Duration
  var cases: Int
  var failures: Int
  var falseErrors = 0
  /// Whether its cases are of every kind the generation has; else they are API cases.
  var isMixed = false
  /// v3: the pass rate in percent that counts as success.
  var threshold: Int
  /// Whether the report of its runs has a row of content (v1, v2).
  var hasContent = true
  /// v3: whether each case stands in both of its test sets.
  var repeatsCases = false
  /// v3: the plans it runs, if it is a group; it has no threshold of its own.
  var members: [SandboxPlan] = []

  /// A plan by its name, and what is unusual about it.
  private struct Script {
    var name: String
    var outcome = Outcome.passing
    var failures = 0
    var threshold = 100
    var duration = Duration.seconds(4)
    var falseErrors = 0
    var isMixed = false
    var cases = 8
    var hasContent = true
    var repeatsCases = false
    var members: [Script] = []
    var generations = MeterSphere.Generation.allCases
  }

  private static let scripts = [
    Script(name: "测试环境使用"), Script(name: "回归测试（有失败）", outcome: .failing, failures: 2),
    Script(name: "冒烟测试（失败即停）", outcome: .stopping, failures: 1, threshold: 50), Script(name: "统计出错（无结论）", outcome: .unjudged),
    Script(name: "空计划（无可执行用例）", outcome: .empty), Script(name: "达到阈值（有失败）", outcome: .failing, failures: 2, threshold: 60),
    Script(name: "长跑（三小时）", duration: .seconds(3 * 3600)), Script(name: "长跑（三十五分钟）", duration: .seconds(35 * 60)),
    Script(name: "永不结束", outcome: .endless), Script(name: "误报（FAKE_ERROR）", threshold: 80, falseErrors: 1),
    Script(name: "一直报成功（有失败）", outcome: .mislabelled, failures: 2, threshold: 50), Script(name: "含各类用例", isMixed: true),
    Script(name: "状态未知", outcome: .puzzling), Script(name: "重名计划"), Script(name: "重名计划"),
    Script(name: "报告没有内容", hasContent: false, generations: [.v1, .v2]),
    Script(name: "零用例（阈值 0）", threshold: 0, cases: 0, generations: [.v3]),
    Script(name: "同一用例在两个测试集", outcome: .failing, failures: 1, repeatsCases: true, generations: [.v3]),
    Script(
      name: "计划组（都达标）", failures: 2, members: [Script(name: "甲"), Script(name: "乙", failures: 2, threshold: 60)], generations: [.v3]),
    Script(
      name: "计划组（一个未达标）", failures: 2, members: [Script(name: "甲"), Script(name: "乙", failures: 2, threshold: 90)], generations: [.v3]),
  ]

  /// The plans whose names tell what they do, and then many more so that there are pages to turn.
  static func all(_ numbering: Numbering, seed: UInt64, count: Int = 64) -> [SandboxPlan] {
    let systems = ["登录", "订单", "支付", "库存", "报表", "消息", "会员", "搜索"]
    let sorts = ["回归", "接口", "巡检", "发布验证"]
    let scripts = scripts.filter { $0.generations.contains(numbering.generation) }
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
      let id = numbering.id(.plan, index), number = 100_001 + index
      guard index >= scripts.count else { return SandboxPlan(scripts[index], id: id, number: number) }
      let name = "\(systems.randomElement(using: &random) ?? "")\(sorts.randomElement(using: &random) ?? "")计划 \(index + 1)"
      let duration = Duration.milliseconds(Int64.random(in: 3000...6000, using: &random))
      return SandboxPlan(
        Script(name: name, duration: duration, cases: Int.random(in: 4...40, using: &random)), id: id, number: number)
    }
  }

  private init(_ script: Script, id: String, number: Int) {
    self.id = id
    self.number = number
    name = script.name
    outcome = script.outcome
    duration = script.duration
    members = script.members.map { SandboxPlan($0, id: id, number: number) }
    cases = members.isEmpty ? script.cases : members.map(\.cases).reduce(0, +)
    failures = script.failures
    falseErrors = script.falseErrors
    isMixed = script.isMixed
    repeatsCases = script.repeatsCases
    threshold = script.threshold
    hasContent = script.hasContent
  }

  var isGroup: Bool { !members.isEmpty }
  /// The share of cases that pass, in 0...1; nothing passes where there is nothing.
  var rate: Double { Double(counts.passed) / Double(max(cases, 1)) }
  /// What v3 means by success. A group's is that of every plan in it.
  var reachesThreshold: Bool { isGroup ? members.allSatisfy(\.reachesThreshold) : rate * 100 >= Double(threshold) }

  /// The plan as it goes in an environment where what writes fails.
  func failing() -> SandboxPlan {
    var plan = self
    plan.outcome = .failing
    plan.failures = cases / 2
    return plan
  }

  /// How the plan's cases ended, when a run is over.
  var counts: Counts {
    switch outcome {
    case .passing, .failing, .mislabelled:
      Counts(passed: cases - failures - falseErrors, failed: failures, fake: falseErrors)
    case .stopping: Counts(passed: 5, failed: 1, left: cases - 6)
    case .unjudged, .empty, .puzzling, .endless: Counts(left: cases)
    }
  }

  /// v3's word for what it is.
  var type: String { isGroup ? "GROUP" : "TEST_PLAN" }

  func json(_ world: World) -> JSONValue {
    let created = 1_690_000_000_000 + Int64(number) * 60_000
    switch world.generation {
    case .v1, .v2:
      return [
        "id": .string(id), "name": .string(name), "workspaceId": .string(world.workspace), "projectId": .string(world.project),
        "projectName": .string(World.projectName), "status": "Prepare", "stage": "smoke", "principal": .string(World.user.id),
        "num": .int(number), "testPlanTotalExecutions": 0, "createUser": .string(World.user.id), "createTime": .int(created),
        "updateTime": .int(created), "executionTimes": 0,
      ]
    case .v3:
      return [
        "id": .string(id), "num": .int(number), "name": .string(name), "projectId": .string(world.project), "type": .string(type),
        "status": "PREPARED", "groupId": "NONE", "moduleId": "root", "moduleName": "未规划计划",
        "passThreshold": isGroup ? .null : .int(threshold),
        "functionalCaseCount": 0, "apiCaseCount": .int(cases), "apiScenarioCount": 0, "createUser": .string(World.user.id),
        "createUserName": .string(World.user.name), "createTime": .int(created),
      ]
    }
  }
}
