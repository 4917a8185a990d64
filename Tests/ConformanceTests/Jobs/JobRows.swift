import HufuClient
import HufuSandbox
import HufuSigning

extension JobRow {
  /// One row for each job of the registry.
  static let all = [
    JobRow(
      platform: "metersphere", job: "plan", starts: ["plan.run"], findsLostStarts: true,
      endings: { variant in
        [
          JobEnding(.passed, ["plan": "测试环境使用"]), JobEnding(.failed, ["plan": "回归测试（有失败）"]),
          JobEnding(.stopped, ["plan": "冒烟测试（失败即停）"]), JobEnding(.inconclusive, ["plan": "统计出错（无结论）"]),
          JobEnding(.failed, ["plan": "一直报成功（有失败）"]), JobEnding(.passed, ["plan": "含各类用例"]),
        ]
          + (variant.suffix == "v3"
            ? [
              JobEnding(.passed, ["plan": "达到阈值（有失败）", "require": "threshold"]), JobEnding(.failed, ["plan": "计划组（一个未达标）"]),
              JobEnding(.inconclusive, ["plan": "零用例（阈值 0）"]),
            ]
            : [
              JobEnding(.passed, ["plan": "测试环境使用", "environment": "MS环境"]), JobEnding(.inconclusive, ["plan": "报告没有内容"]),
              JobEnding(variant.suffix == "v1" ? .passed : .failed, ["plan": "误报（FAKE_ERROR）"]),
            ])
      },
      halfHour: ["plan": "长跑（三十五分钟）"], threeHours: ["plan": "长跑（三小时）"]),
    JobRow(
      platform: "isrpa", job: "job", starts: ["job.create"], findsLostStarts: false,
      endings: { _ in
        [
          JobEnding(.passed, ["sandboxEnd": "success"]), JobEnding(.failed, ["sandboxEnd": "failure"]),
          JobEnding(.stopped, ["sandboxEnd": "stopped"]),
        ]
      },
      halfHour: ["sandboxSeconds": 2110], threeHours: ["sandboxSeconds": 10_810]),
    JobRow(
      platform: "tca", job: "scan", starts: ["scan.start"], findsLostStarts: true,
      endings: { _ in
        [
          JobEnding(.passed, ["branch": "clean"]), JobEnding(.failed, ["branch": "master"]), JobEnding(.failed, ["branch": "broken"]),
          JobEnding(.stopped, ["branch": "revoked"]), JobEnding(.failed, ["branch": "busy"]), JobEnding(.inconclusive, ["branch": "blank"]),
        ]
      },
      halfHour: ["branch": "halfhour"], threeHours: ["branch": "threehours"]),
    JobRow(
      platform: "bkci", job: "build", starts: ["build.start"], findsLostStarts: true,
      endings: { _ in
        [
          JobEnding(.passed, ["pipeline": "demo-build"]), JobEnding(.failed, ["pipeline": "demo-unit-test"]),
          JobEnding(.stopped, ["pipeline": "demo-nightly"]), JobEnding(.passed, ["pipeline": "demo-macos"]),
          JobEnding(.failed, ["pipeline": "demo-crowded"]), JobEnding(.failed, ["pipeline": "demo-terminated"]),
          JobEnding(.passed, ["pipeline": "demo-modern"]),
        ]
      },
      halfHour: ["pipeline": "demo-halfhour"], threeHours: ["pipeline": "demo-threehours"]),
  ]
}
