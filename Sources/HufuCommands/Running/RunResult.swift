import HufuClient
import HufuSigning

/// What is done when all runs are over: the report files, the result on standard output, and the exit code.
struct RunResult {
  let records: [RunRecord]
  let options: RunOptions

  /// The records are cleaned of secrets here, once for all that is made of them.
  init(_ records: [RunRecord], _ options: RunOptions, in shell: Shell) {
    self.records = records.map { $0.cleaned(by: shell.redactor) }
    self.options = options
  }

  /// - Throws: ``Leave`` with the exit code of the worst; the error itself where a single run could not even begin.
  func finish(_ files: ReportFiles, in shell: Shell) throws {
    if records.count == 1, let error = records[0].error, records[0].outcome.run == nil, records[0].exitCode != .ok {
      try files.write(records)
      throw error
    }
    // For people the summary tells of errors too.
    if shell.speaksJSON { for record in records { record.error.map { ErrorReport($0).print(asJSON: true, in: shell) } } }
    // The verdict first: a full disk must not hide it, nor turn it into a failure of the disk.
    try show(in: shell)
    let exit = HufuClient.ExitCode.worst(of: records.map(\.exitCode))
    do {
      try files.write(records)
    } catch let error as any ExplainedError where exit != .ok {
      ErrorReport(error).print(asJSON: shell.speaksJSON, in: shell)
    }
    if options.open { openReports(in: shell) }
    if exit != .ok { throw Leave(code: exit) }
  }

  private func show(in shell: Shell) throws {
    var writer = ResultWriter(options.format.output, in: shell)
    let json = JSONReport(records, in: shell.language).json
    switch writer.format {
    case .table: summary(on: shell.output, in: shell)
    case .json, .raw:
      if !shell.speaksJSON { summary(on: shell.errors, in: shell) }
      writer.write(payload: JSONWriter.compact(json))
    case .jsonl, .csv:
      summary(on: shell.errors, in: shell)
      for run in json["runs"]?.elements ?? [] { writer.write(items: [try JSONSlice(JSONWriter.compact(run))]) }
      writer.finish()
    }
  }

  private func summary(on stream: OutputStream, in shell: Shell) {
    let summary = RunSummary(in: shell.language, isColoured: stream.isColoured(shell.environment))
    stream.write(Array((summary.lines(records).joined(separator: "\n") + "\n").utf8))
  }

  private func openReports(in shell: Shell) {
    for address in records.compactMap({ $0.outcome.report?.link?.address ?? $0.outcome.run?.link }) {
      guard let browse = shell.browse else {
        shell.notice(Notice(.configuration, zh: "这里没有浏览器；请打开 \(address)", en: "there is no browser here; open \(address)"))
        continue
      }
      browse(address)
    }
  }
}
