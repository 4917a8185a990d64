import HufuClient
import HufuSandbox
import HufuSigning

extension JobRow {
  /// One row for each job of the registry.
  static let all = [
    JobRow(
      platform: "metersphere", job: "plan", starts: ["plan.run"], findsLostStarts: true,
      halfHour: ["plan": "长跑（三十五分钟）"], threeHours: ["plan": "长跑（三小时）"]),
    JobRow(
      platform: "isrpa", job: "job", starts: ["job.create"], findsLostStarts: false,
      halfHour: ["sandboxSeconds": 2110], threeHours: ["sandboxSeconds": 10_810]),
    JobRow(
      platform: "tca", job: "scan", starts: ["scan.start"], findsLostStarts: true,
      halfHour: ["branch": "halfhour"], threeHours: ["branch": "threehours"]),
    JobRow(
      platform: "bkci", job: "build", starts: ["build.start"], findsLostStarts: true,
      halfHour: ["pipeline": "demo-halfhour"], threeHours: ["pipeline": "demo-threehours"]),
  ]
}
