import ArgumentParser
import HufuClient
import HufuSigning

/// `hufu call PROFILE OPERATION [name=value…]`
struct CallCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "call", abstract: help("调用一个操作", "Call an operation"),
      discussion: help(
        """
        参数：name=文本（x= 为空串）、name:=JSON（x:=null 为 null）、name@文件
        例：hufu call tca repos.list --all --output jsonl
            hufu call ms plan.run plan=… project=… envMap:='{"p":"e"}' --dry-run
            hufu call isrpa job.create --each 任务.csv
        """,
        """
        Arguments: name=text (x= is the empty text), name:=JSON (x:=null is null), name@file
        Examples: hufu call tca repos.list --all --output jsonl
                  hufu call ms plan.run plan=… project=… envMap:='{"p":"e"}' --dry-run
                  hufu call isrpa job.create --each jobs.csv
        """))
  }
  @OptionGroup var profile: ProfileOptions
  @OptionGroup var result: ResultOptions
  @Argument(help: ArgumentHelp(zh: "操作名", en: "operation")) var operation: String
  @Argument(help: ArgumentHelp(zh: "参数", en: "arguments")) var items: [String] = []
  @Flag(name: .long, help: ArgumentHelp(zh: "读完所有分页", en: "read all pages")) var all = false
  @Option(name: .long, help: ArgumentHelp(zh: "最多读多少条（隐含 --all）", en: "read at most so many items (implies --all)")) var maxItems: Int?
  @Option(
    name: .long,
    help: ArgumentHelp(
      zh: "对 CSV 的每一行调用一次，列名即参数名", en: "call once for every row of a CSV file; its columns are arguments", valueName: "FILE.csv"))
  var each: String?
  @Flag(name: .long, help: ArgumentHelp(zh: "只显示将要发送的请求，不发送", en: "show what would be sent, and send nothing")) var dryRun = false
  @Flag(name: .long, help: ArgumentHelp(zh: "确认执行会删除或作废东西的操作", en: "yes, do what deletes or voids something")) var yes = false

  func validate() throws {
    if let maxItems, maxItems < 1 { throw ValidationError(help("--max-items 应至少为 1", "--max-items is at least 1")) }
    if each != nil, all || maxItems != nil {
      throw ValidationError(help("--each 不能与 --all、--max-items 同用", "--each does not go with --all or --max-items"))
    }
    if result.envelope, all || maxItems != nil {
      throw ValidationError(help("--envelope 不能与 --all、--max-items 同用", "--envelope does not go with --all or --max-items"))
    }
  }

  func run() async throws {
    let shell = Shell.current
    try result.check()
    let arguments = try Arguments(items)
    try await profile.withConnection(in: shell) { connection in
      let operation = try connection.catalogue.operation(self.operation)
      let filled = try arguments.readingFiles(for: operation)
      if dryRun, each == nil {
        return try await DryRun.show(try connection.request(operation, filled), as: operation, on: connection, in: shell)
      }
      try result.withConsent(to: operation, given: yes || dryRun, keepsTokens: connection.storesTokens) {
        try connection.request(operation, filled).target
      }
      try await result.withOutput(of: operation, in: shell) { shell in
        let call = CallRun(operation, on: connection, result: result, in: shell)
        if let each { return try await call.each(row: each, with: filled, dryRun: dryRun) }
        if all || maxItems != nil { return try await call.pages(filled, upTo: maxItems) }
        try await call.once(filled)
      }
    }
  }
}
