public import HufuClient
import HufuSigning

extension MeterSphere {
  public static let sandboxes = [
    variant(.v2, suffix: "", profile: "ms"), variant(.v1, suffix: "v1", profile: "ms-v1"), variant(.v3, suffix: "v3", profile: "ms-v3"),
  ]

  private static func variant(_ generation: Generation, suffix: String, profile name: String) -> SandboxVariant {
    let numbering = Numbering(generation: generation)
    let workspace = numbering.id(.workspace), project = numbering.id(.project)
    let profile = SampleProfile(
      name, credentials: ["accessKey": World.accessKey, "secretKey": World.secretKey],
      settings: ["generation": generation.rawValue, generation == .v3 ? "organization" : "workspace": workspace, "project": project],
      defaults: ["project": project, "workspace": workspace, "user": World.userID, "plan": numbering.id(.plan)])
    return SandboxVariant(suffix: suffix, profile: profile, endings: endings(generation)) { options in
      try MeterSphereSandbox(generation, options)
    }
  }

  /// How the plans end (`SandboxPlan`).
  private static func endings(_ generation: Generation) -> [SandboxEnding] {
    func plan(_ verdict: Verdict, _ name: String, _ more: Arguments = [:]) -> SandboxEnding {
      var arguments: Arguments = ["plan": .string(name)]
      for item in more.items { arguments.append(item.name, item.value) }
      return SandboxEnding("plan", verdict, arguments)
    }
    let everywhere = [
      plan(.passed, "测试环境使用"), plan(.failed, "回归测试（有失败）"), plan(.stopped, "冒烟测试（失败即停）"), plan(.inconclusive, "统计出错（无结论）"),
      plan(.failed, "一直报成功（有失败）"), plan(.passed, "含各类用例"), plan(.running, "永不结束"), plan(.running, "长跑（三十五分钟）"),
    ]
    guard generation != .v3 else {
      return everywhere + [
        plan(.passed, "达到阈值（有失败）", ["require": "threshold"]), plan(.failed, "计划组（一个未达标）"), plan(.failed, "同一用例在两个测试集"),
        plan(.inconclusive, "零用例（阈值 0）"),
      ]
    }
    return everywhere + [
      plan(.passed, "测试环境使用", ["environment": "MS环境"]), plan(.inconclusive, "报告没有内容"),
      plan(generation == .v1 ? .passed : .failed, "误报（FAKE_ERROR）"),
    ]
  }
}
