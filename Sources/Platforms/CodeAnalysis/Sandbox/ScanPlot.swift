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
  /// The file server is down: closed at once, without a scan. Only jobs of the past.
  case fileServerDown = ""

  init(branch: String) { self = branch.isEmpty ? .passes : ScanPlot(rawValue: branch) ?? .passes }

  /// Milliseconds from creation to the end; nil never ends by itself.
  var length: Int64? {
    switch self {
    case .passes, .clean: 5000
    case .fails: 4000
    case .superseded, .revoked: 3000
    case .nothingToScan: 2500
    case .fileServerDown: 1000
    case .endless: nil
    }
  }

  var result: (code: Int, meaning: String, text: String) {
    switch self {
    case .passes, .clean, .endless: (0, "成功", "success")
    case .fails: (211, "工具分析错误", "flake8 分析异常退出，退出码 1")
    case .superseded: (2, "重定向到其他任务", "")
    case .revoked: (301, "用户取消", "用户取消")
    case .nothingToScan: (1, "无需扫描", "代码没有变更，无需扫描")
    case .fileServerDown: (116, "第三方依赖文件服务器异常", "文件服务器异常")
    }
  }

  /// Whether such a scan leaves results behind.
  var leavesResults: Bool { self == .passes || self == .clean }
}
