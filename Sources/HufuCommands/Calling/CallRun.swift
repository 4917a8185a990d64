import HufuClient
import HufuSigning

/// One operation being called: once, page by page, or for every row of a file.
struct CallRun {
  let connection: Connection
  let operation: HufuClient.Operation
  let result: ResultOptions
  let mask: SecretMask
  /// Where the result goes.
  let shell: Shell

  init(_ operation: HufuClient.Operation, on connection: Connection, result: ResultOptions, in shell: Shell) {
    self.connection = connection
    self.operation = operation
    self.result = result
    self.shell = shell
    mask = SecretMask(result.reveal ? [] : operation.secrets, in: shell)
  }

  func once(_ arguments: Arguments) async throws {
    let request = try connection.request(operation, arguments)
    if operation.isStream { return try await stream(request) }
    let reply = try await connection.send(request, as: operation)
    // The answer is shown even when its token cannot be stored: the code it was traded for is spent.
    let storing = await storing(reply)
    var writer = ResultWriter(result.format.output, in: shell)
    if reply.payload.isEmpty, !result.envelope {
      shell.say(shell.text("成功，没有内容。", "done; the answer is empty."))
    } else {
      writer.write(payload: try result.part(of: reply, mask))
    }
    mask.report()
    try storing.get()
  }

  private func storing(_ reply: Reply) async -> Result<Void, any Error> {
    do {
      if try await connection.adoptToken(in: reply, of: operation) {
        shell.say(shell.text("令牌已保存，后续调用直接使用。", "the token is stored; later calls use it."))
      }
      return .success(())
    } catch { return .failure(error) }
  }

  func pages(_ arguments: Arguments, upTo limit: Int?) async throws {
    var writer = ResultWriter(result.format.output, in: shell)
    var progress = Progress(operation.name, in: shell)
    var left = limit ?? .max
    do {
      for try await page in try connection.pages(operation.name, arguments) {
        progress.clear()
        writer.write(items: try page.items.prefix(left).map { try result.part(of: $0, mask) })
        left -= min(left, page.items.count)
        if left == 0 { break }
        progress.update(page.given, of: page.total)
      }
    } catch {
      progress.clear()
      throw error
    }
    progress.clear()
    writer.finish()
    mask.report()
    if left == 0, let limit {
      shell.say(shell.text("已到 --max-items \(limit)，可能还有更多。", "stopped at --max-items \(limit); there may be more."))
    }
  }

  /// Calls once for every row; goes on after a refusal and fails at the end.
  func each(row file: String, with common: Arguments, dryRun: Bool) async throws {
    let rows = try RowFile.read(file)
    var writer = ResultWriter(result.format.output ?? .jsonl, in: shell)
    var worst: (any ExplainedError)?
    for (index, row) in rows.enumerated() {
      do {
        var arguments = common
        for (name, cell) in try row.get() { arguments.append(name, .text(cell)) }
        let request = try connection.request(operation, arguments)
        if dryRun {
          try await DryRun.show(request, as: operation, on: connection, in: shell)
        } else {
          let reply = try await connection.send(request, as: operation)
          writer.write(items: [try JSONSlice(try result.part(of: reply, mask))])
        }
      } catch let error as any ExplainedError {
        shell.say("\(file):\(row.line): " + ErrorReport(error).line(in: shell.language))
        worst = worst ?? error
      }
      if shell.errors.isTerminal { shell.errors.write(Array("\r\u{1B}[K\(index + 1)/\(rows.count)\r".utf8)) }
    }
    if !dryRun { writer.finish() }
    mask.report()
    if let worst { throw Leave(code: worst.kind.exitCode) }
  }

  /// A body handed on while it arrives.
  private func stream(_ request: APIRequest) async throws {
    let incoming = try await connection.download(request, as: operation)
    var progress = Progress(operation.name, in: shell)
    let total = incoming.head.headers["Content-Length"].flatMap { Int64($0) }
    var size = 0
    for try await chunk in incoming.body {
      shell.output.write(chunk)
      size += chunk.count
      if result.outputFile != nil { progress.update(size, of: total) }
    }
    progress.clear()
  }
}
