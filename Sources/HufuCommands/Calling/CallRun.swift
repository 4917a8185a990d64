import Foundation
import HufuClient
import HufuSigning

/// One operation being called: once, page by page, or for every row of a file.
struct CallRun {
  let connection: Connection
  let operation: HufuClient.Operation
  let result: ResultOptions
  /// Members of the answer that are masked.
  let secrets: [String]
  let shell: Shell

  func once(_ arguments: Arguments) async throws {
    let request = try connection.request(operation, arguments)
    if operation.isStream || result.outputFile != nil {
      return try await ResultFile(result.outputFile, in: shell).save(
        try await connection.download(request, as: operation), unwrappedBy: connection, request, operation)
    }
    let reply = try await connection.send(request, as: operation)
    learn(from: reply)
    var writer = self.writer
    if result.format.output == .raw {
      writer.write(payload: result.envelope ? reply.response.body : reply.payload)
    } else if reply.payload.isEmpty {
      shell.say(shell.text("成功，没有内容。", "done; the answer is empty."))
    } else {
      writer.write(payload: try result.part(of: reply))
    }
  }

  func pages(_ arguments: Arguments, upTo limit: Int?) async throws {
    var writer = self.writer
    var progress = Progress(operation.name, in: shell)
    var left = limit ?? .max
    for try await page in try connection.pages(operation.name, arguments) {
      progress.clear()
      writer.write(items: try page.items.prefix(left).map(result.part))
      left -= min(left, page.items.count)
      if left == 0 { break }
      progress.update(page.given, of: page.total)
    }
    progress.clear()
    writer.finish()
    if left == 0, let limit {
      shell.say(shell.text("已到 --max-items \(limit)，可能还有更多。", "stopped at --max-items \(limit); there may be more."))
    }
  }

  /// Calls once for every row; goes on after a refusal and fails at the end.
  func each(row file: String, with common: Arguments) async throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw UsageError(zh: "读不了文件 \(file)（应为 UTF-8 的 CSV）。", en: "Cannot read the file \(file) (CSV in UTF-8 expected).")
    }
    let rows = try CSV.rows(text, file: file)
    guard let header = rows.first?.cells, rows.count > 1 else {
      throw UsageError(
        zh: "\(file) 里没有数据行。", en: "\(file) holds no rows.",
        remedy: Bilingual(zh: "第一行写参数名，之后每行一次调用。", en: "The first line names arguments, each further line is a call."))
    }
    var writer = ResultWriter(result.format.output ?? .jsonl, in: shell)
    writer.secrets = secrets
    var worst: (any ExplainedError)?
    for (index, row) in rows.dropFirst().enumerated() {
      do {
        guard row.cells.count == header.count else {
          throw UsageError(zh: "\(row.cells.count) 列，应为 \(header.count) 列。", en: "\(row.cells.count) columns instead of \(header.count).")
        }
        var arguments = common
        for (name, cell) in zip(header, row.cells) { arguments.append(name, .text(cell)) }
        let reply = try await connection.call(operation.name, arguments)
        learn(from: reply)
        writer.write(items: [try JSONSlice(try result.part(of: reply))])
      } catch let error as any ExplainedError {
        shell.say("\(file):\(row.line): " + ErrorReport(error).line(in: shell.language))
        worst = worst ?? error
      }
      if shell.errors.isTerminal { shell.errors.write(Array("\r\u{1B}[K\(index + 1)/\(rows.count - 1)\r".utf8)) }
    }
    writer.finish()
    if let worst { throw Leave(code: worst.kind.exitCode) }
  }

  private var writer: ResultWriter {
    var writer = ResultWriter(result.format.output, in: shell)
    writer.secrets = secrets
    return writer
  }

  /// Secrets an answer brings are from now on cleaned from messages.
  private func learn(from reply: Reply) {
    guard !operation.secrets.isEmpty, let slice = try? JSONSlice(reply.payload) else { return }
    JSONValue(slice).texts(of: operation.secrets).forEach(shell.redactor.learn)
  }
}

extension JSONValue {
  /// The texts of all members of these names, at any depth.
  fileprivate func texts(of names: [String]) -> [String] {
    switch self {
    case .array(let elements): elements.flatMap { $0.texts(of: names) }
    case .object(let members):
      members.flatMap { names.contains($0.key) ? [$0.value.plainText].compactMap { $0 } : $0.value.texts(of: names) }
    default: []
    }
  }
}
