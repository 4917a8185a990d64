import ArgumentParser
import HufuClient
import HufuPlatforms
import HufuSandbox
import HufuSigning

/// `hufu demo`
struct DemoCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "demo",
      abstract: help("在进程内启动沙箱，走完五个平台的故事", "Start the sandbox in this process and live the story of all five platforms"),
      discussion: help("不需要账号，也不访问网络。五个平台都真正做到才以 0 退出。", "Needs no account and no network. Exit code 0 only if all five truly did it."))
  }
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let shell = Shell.current
    let sandbox = try DemoSandbox.make()
    let board = DemoBoard(Platforms.all.map { $0.id }, in: shell)
    let outcomes = await withTaskGroup(of: (Int, DemoOutcome).self) { group in
      for (index, platform) in Platforms.all.enumerated() {
        group.addTask { (index, await DemoSandbox.visit(platform, sandbox, board, row: index, shell)) }
      }
      var outcomes: [Int: DemoOutcome] = [:]
      for await (index, outcome) in group { outcomes[index] = outcome }
      return outcomes.sorted { $0.key < $1.key }.map(\.value)
    }
    board.close()
    let headings = [
      shell.text("平台", "platform"), shell.text("结果", "result"), shell.text("请求", "requests"), shell.text("最后一步", "last step"),
    ]
    let rows = zip(Platforms.all, outcomes).map { platform, outcome in
      [
        platform.id, outcome.failure == nil ? shell.text("完成", "done") : shell.text("失败", "failed"), String(outcome.requests),
        outcome.lastStep,
      ]
    }
    let table = Table(headings: headings, rows: rows).lines(limit: shell.output.tableWidth)
    shell.output.write(Array((table.joined(separator: "\n") + "\n").utf8))
    let failures = outcomes.compactMap(\.failure)
    for failure in failures { shell.say(failure) }
    guard failures.isEmpty else { throw Leave(code: .local) }
  }
}
