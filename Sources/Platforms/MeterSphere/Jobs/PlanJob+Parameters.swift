import HufuClient
import HufuSigning

extension MeterSphere.PlanJob {
  private static let classic = ["v1", "v2"]

  static let parameters =
    [
      JobParameter("plan", required: true, help: Bilingual(zh: "测试计划的名称或 id。", en: "The plan, by name or id.")),
      JobParameter(
        "environment", series: true, generations: classic,
        help: Bilingual(
          zh: "运行环境的名称或 id；给多个值时依次各运行一次；不给时用计划保存的配置。v1 会把它写进计划。",
          en: "The environment, by name or id; several are run in turn; without one the plan's saved choice. v1 writes it into the plan.")),
      JobParameter("project", help: Bilingual(zh: "项目 id，默认取 settings.project。", en: "Project id; settings.project unless given.")),
      JobParameter(
        "require", allowed: Requirement.allCases.map(\.rawValue), default: Requirement.allPassed.rawValue, form: .option,
        help: Bilingual(
          zh: "怎样才算通过：all-passed 没有失败、没有漏跑；threshold 通过率达到计划的阈值（仅 v3）。",
          en: "What counts as a pass: all-passed, nothing failed or left out; threshold, the plan's own pass rate (v3 only).")),
      JobParameter(
        "mode", allowed: ["serial", "parallel"], default: "serial", help: Bilingual(zh: "串行或并行执行用例。", en: "Cases one by one or at once.")),
      JobParameter(
        "trigger", allowed: ["MANUAL", "API", "SCHEDULE", "BATCH", "DEBUG"], default: "API",
        help: Bilingual(zh: "记录的触发方式，影响通知和报告筛选。", en: "How it was set off, for the records: notifications and report filters use it.")),
    ] + classicBody + modernBody

  /// The rest of the document's body, v1 and v2.
  private static let classicBody = [
    JobParameter(
      "user", generations: classic,
      help: Bilingual(zh: "执行人的用户 id（不是显示名）；默认是 key 所属用户。", en: "Id, not display name, of who runs it; the key's own user unless given.")),
    JobParameter(
      "reportType", allowed: ["iddReport", "setReport"], default: "iddReport", generations: classic,
      help: Bilingual(zh: "独立报告或集合报告。", en: "A report for each case, or one for all.")),
    JobParameter(
      "onSampleError", .bool, default: "true", generations: classic,
      help: Bilingual(zh: "失败即停。", en: "Stop at the first failure.")),
    JobParameter(
      "runWithinResourcePool", .bool, default: "false", generations: classic,
      help: Bilingual(zh: "在资源池中运行；需要 pool。", en: "Run in a resource pool; needs pool.")),
    JobParameter("pool", generations: classic, help: Bilingual(zh: "资源池 id。", en: "The resource pool's id.")),
    JobParameter(
      "environmentType", allowed: ["JSON", "GROUP"], default: "JSON", generations: classic,
      help: Bilingual(
        zh: "JSON：按项目指定环境；GROUP：用环境组，需要 environmentGroup。",
        en: "JSON: environments by project; GROUP: a group of them, needs environmentGroup.")
    ),
    JobParameter("environmentGroup", generations: classic, help: Bilingual(zh: "环境组 id。", en: "The id of a group of environments.")),
    JobParameter(
      "envMap", .json, generations: classic,
      help: Bilingual(
        zh: "按项目 id 指定环境 id 的 JSON 对象，跨项目的计划用；与 environment 二选一。",
        en: "A JSON object of environment ids by project id, for plans across projects; instead of environment.")),
    JobParameter(
      "requestOriginator", default: "TEST_PLAN", generations: classic,
      help: Bilingual(zh: "文档中的字段；服务器不读。", en: "A field of the document; servers do not read it.")),
  ]

  /// What v2 added.
  private static let modernBody = [
    JobParameter(
      "executionWay", allowed: ["RUN", "SAVE", "RUN_SAVE", "JENKINS_RUN"], default: "RUN", generations: ["v2"],
      help: Bilingual(
        zh: "RUN 只运行，环境不写进计划；RUN_SAVE 也保存；JENKINS_RUN 用保存的环境。SAVE 只保存，不运行。",
        en:
          "RUN leaves the plan's environments alone; RUN_SAVE saves them too; JENKINS_RUN takes the saved ones. SAVE saves and runs nothing."
      )),
    JobParameter("retryEnable", .bool, default: "false", generations: ["v2"], help: Bilingual(zh: "失败的用例重试。", en: "Repeat failed cases.")),
    JobParameter(
      "retryNum", .int, range: ParameterRange(lower: 1), generations: ["v2"],
      help: Bilingual(zh: "重试次数；需要 retryEnable=true。", en: "How often; needs retryEnable=true.")),
    JobParameter(
      "browser", generations: ["v2"],
      help: Bilingual(zh: "UI 用例的浏览器，例如 CHROME；不给时由服务器决定。", en: "The browser for UI cases, CHROME say; the server's choice unless given.")),
    JobParameter(
      "headlessEnabled", .bool, generations: ["v2"],
      help: Bilingual(zh: "浏览器不显示窗口；不给时由服务器决定。", en: "The browser without a window; the server's choice unless given.")),
    JobParameter(
      "testPlanDefaultEnvMap", .json, generations: ["v2"],
      help: Bilingual(zh: "按项目 id 给出默认环境 id 列表的 JSON 对象。", en: "A JSON object of lists of default environment ids by project id.")),
  ]

  /// Refuses arguments this generation has no place for, rather than leave them out unsaid.
  static func check(_ arguments: JobArguments, for generation: MeterSphere.Generation) throws {
    if generation == .v3, arguments["environment"] != nil {
      throw UsageError(
        zh: "v3 的运行请求没有环境参数：环境和资源池取自测试计划里测试集的配置。",
        en: "v3's run call takes no environment: environments and pools come from the plan's own test sets.",
        remedy: Bilingual(
          zh: "去掉 environment，在 MeterSphere 的测试计划【测试集】里设置；要跑多个环境，就建多个计划。",
          en: "Leave environment out and set it in the plan's test sets; for several environments make several plans."))
    }
    let fitting = parameters.filter { $0.generations.isEmpty || $0.generations.contains(generation.rawValue) }
    for parameter in parameters where arguments.given.contains(parameter.name) && !fitting.contains(where: { $0.name == parameter.name }) {
      throw UsageError(
        zh: "参数 \(parameter.name) 只用于 \(parameter.generations.joined(separator: "、"))；这个 profile 是 \(generation.rawValue)。",
        en:
          "Argument \(parameter.name) belongs to \(parameter.generations.joined(separator: ", ")); this profile speaks \(generation.rawValue).",
        remedy: Bilingual(zh: "去掉它。", en: "Leave it out."))
    }
    if generation != .v3, arguments.text("require") == Requirement.threshold.rawValue {
      throw UsageError(
        zh: "\(generation.rawValue) 的测试计划没有通过阈值：它的 SUCCESS 就是全部通过。",
        en: "Plans of \(generation.rawValue) have no pass threshold: their SUCCESS means that all passed.",
        remedy: Bilingual(zh: "去掉 --require threshold。", en: "Leave --require threshold out."))
    }
    try checkPairs(arguments)
  }

  /// Arguments of which one means nothing, or something else, without the other.
  private static func checkPairs(_ arguments: JobArguments) throws {
    func refuse(_ zh: String, _ en: String) -> UsageError { UsageError(zh: zh, en: en) }
    if arguments.bool("runWithinResourcePool") == true, arguments["pool"] == nil {
      throw refuse(
        "runWithinResourcePool=true 需要 pool：否则服务器会悄悄放弃这次运行。",
        "runWithinResourcePool=true needs pool: without it the server drops the run in silence.")
    }
    if arguments.given.contains("pool"), arguments.bool("runWithinResourcePool") != true {
      throw refuse("pool 只在 runWithinResourcePool=true 时有效。", "pool has effect only with runWithinResourcePool=true.")
    }
    let isGroup = arguments.text("environmentType") == "GROUP"
    if isGroup, arguments["environmentGroup"] == nil || arguments["environment"] != nil || arguments["envMap"] != nil {
      throw refuse(
        "environmentType=GROUP 需要 environmentGroup，不能再给 environment 或 envMap。",
        "environmentType=GROUP needs environmentGroup, and neither environment nor envMap.")
    }
    if !isGroup, arguments.given.contains("environmentGroup") {
      throw refuse("environmentGroup 只在 environmentType=GROUP 时有效。", "environmentGroup has effect only with environmentType=GROUP.")
    }
    if arguments["environment"] != nil, arguments["envMap"] != nil {
      throw refuse("environment 和 envMap 只能给一个。", "Give environment or envMap, not both.")
    }
    if let map = arguments["envMap"], map.members == nil {
      throw refuse("envMap 应为 JSON 对象：{\"项目 id\":\"环境 id\"}。", "envMap is a JSON object: {\"project id\":\"environment id\"}.")
    }
    if arguments.given.contains("retryNum"), arguments.bool("retryEnable") != true {
      throw refuse("retryNum 只在 retryEnable=true 时有效。", "retryNum has effect only with retryEnable=true.")
    }
    if arguments.text("executionWay") == "SAVE" {
      throw refuse("executionWay=SAVE 只保存配置，不会运行。", "executionWay=SAVE saves the settings and runs nothing.")
    }
  }
}
