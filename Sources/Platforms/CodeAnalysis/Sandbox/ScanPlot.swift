/// How a scan of a branch goes, told by the branch's name; every other branch passes.
enum ScanPlot: String, Sendable, CaseIterable {
  case passes = "master"
  /// Passes without a single issue.
  case clean
  /// A tool fails on the node.
  case fails = "broken"
  /// Another job takes its place, and passes.
  case superseded = "busy"
  /// Somebody cancels it.
  case revoked
  /// Nothing changed since the last scan.
  case nothingToScan = "empty"
  /// Runs until it is cancelled or a forced scan ends it.
  case endless
  /// The file server is down: the start is refused, and yet there is a job, closed at once and without a scan.
  case fileServerDown = "filedown"
  /// The node finds that this revision was scanned before.
  case scannedBefore = "scanned"
  /// No machine serves the scheme's tag.
  case noMachine = "nomachine"
  /// Another job takes its place, and the message does not say which.
  case misdirected = "garbled"
  /// Jobs take each other's place, more often than anybody wants to follow.
  case circling = "relay"
  /// Gets into a state no source explains, and stays there.
  case puzzling
  /// Passes; right afterwards somebody's next scan begins and is the project's last.
  case overtaken
  /// The same, and the histories do not know it.
  case overwritten
  /// The same, and its row in the history of checks was never counted.
  case uncounted
  /// Passes, but its scan has none of the results.
  case blank
  /// Passes, but its scan is still being saved.
  case unsaved
  /// Take 35 minutes and 3 hours, and pass.
  case halfHour = "halfhour"
  case threeHours = "threehours"
  /// Somebody with the same token starts another at the same time.
  case twins

  init(branch: String) { self = ScanPlot(rawValue: branch) ?? .passes }

  /// Milliseconds from creation to the end; nil never ends by itself.
  var length: Int64? {
    switch self {
    case .passes, .clean, .overtaken, .overwritten, .uncounted, .blank, .unsaved, .twins: 5000
    case .fails: 4000
    case .superseded, .misdirected, .circling, .revoked: 3000
    case .nothingToScan, .scannedBefore, .noMachine: 2500
    case .fileServerDown: 0
    case .halfHour: 2_105_000
    case .threeHours: 10_805_000
    case .endless, .puzzling: nil
    }
  }

  var result: (code: Int, meaning: String, text: String) {
    switch self {
    case .passes, .clean, .overtaken, .overwritten, .uncounted, .blank, .unsaved, .twins, .halfHour, .threeHours, .endless, .puzzling:
      (0, "成功", "success")
    case .fails: (211, "工具分析错误", "flake8 分析异常退出，退出码 1")
    case .superseded, .circling: (2, "重定向到其他任务", "")
    case .misdirected: (2, "重定向到其他任务", "plz check the other job's result")
    case .revoked: (301, "用户取消", "用户取消")
    case .nothingToScan: (1, "无需扫描", "代码没有变更，无需扫描")
    case .scannedBefore: (225, "当前版本已经扫描过，无需扫描", "当前版本已经扫描过")
    case .noMachine:
      (313, "扫描方案配置的标签或关联节点失效", "当前项目配置的运行环境标签[Codedog_Linux]没有机器资源可以运行工具[flake8(analyze)]，请在扫描方案中调整\"运行环境\"的标签后重新启动。")
    case .fileServerDown: (116, "第三方依赖文件服务器异常", "文件服务器异常")
    }
  }

  /// Whether such a scan leaves results behind.
  var leavesResults: Bool { findsIssues || [.clean, .halfHour, .threeHours].contains(self) }
  var findsIssues: Bool { self == .passes || self == .overtaken || self == .twins }
  /// Whether it is revoked, not ended: then `end_time` stays null.
  var isRevoked: Bool { [.revoked, .noMachine, .misdirected, .nothingToScan].contains(self) }
  /// Whether somebody's next scan begins right after it.
  var isOvertaken: Bool { [.overtaken, .overwritten, .uncounted].contains(self) }
}
